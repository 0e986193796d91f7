"""Events are never changed: the triggers, and the beginning of the chain."""

from django.db import migrations

from zhiban_desk.audit.seal import BEGINNING
from zhiban_desk.audit.triggers import statements


def guard(apps, schema_editor):
    apps.get_model("audit", "Head").objects.create(id=1, number=0, seal=BEGINNING)
    with schema_editor.connection.cursor() as cursor:
        for statement in statements(schema_editor.connection.vendor):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    # No way back: whoever takes the guard away does it by hand and is seen by verify_audit.
    operations = [migrations.RunPython(guard)]
