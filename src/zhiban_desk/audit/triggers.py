"""What keeps an event as it was written? Triggers of the database, whoever asks."""

from __future__ import annotations

from django.db import connection

_REFUSED = "audit: events are never changed"

#: A row replaced by INSERT OR REPLACE fires no DELETE trigger unless recursive triggers are on, which
#: another program's connection need not have: so inserting a number that is taken is refused too.
_SQLITE = {
    "event_no_update": "BEFORE UPDATE ON audit_event BEGIN {no} END",
    "event_no_delete": "BEFORE DELETE ON audit_event BEGIN {no} END",
    "event_no_replace": "BEFORE INSERT ON audit_event WHEN EXISTS (SELECT 1 FROM audit_event WHERE "
    "number = NEW.number OR seal = NEW.seal OR seal_before = NEW.seal_before) BEGIN {no} END",
    "head_no_delete": "BEFORE DELETE ON audit_head BEGIN {no} END",
    "head_only_forward": "BEFORE UPDATE ON audit_head WHEN NEW.id <> OLD.id OR NEW.number <= "
    "OLD.number OR NOT EXISTS (SELECT 1 FROM audit_event WHERE number = NEW.number AND "
    "seal = NEW.seal) BEGIN {no} END",
    "head_no_replace": "BEFORE INSERT ON audit_head WHEN EXISTS (SELECT 1 FROM audit_head) "
    "BEGIN {no} END",
}
_POSTGRESQL = {
    "event_no_update": "BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION "
    "audit_refused()",
    "event_no_truncate": "BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION audit_refused()",
    "head_no_delete": "BEFORE DELETE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_refused()",
    "head_no_truncate": "BEFORE TRUNCATE ON audit_head EXECUTE FUNCTION audit_refused()",
    "head_only_forward": "BEFORE UPDATE ON audit_head FOR EACH ROW EXECUTE FUNCTION audit_forward()",
}
_FUNCTIONS = f"""
CREATE FUNCTION audit_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$;
CREATE FUNCTION audit_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.id <> OLD.id OR NEW.number <= OLD.number OR NOT EXISTS (
    SELECT 1 FROM audit_event WHERE number = NEW.number AND seal = NEW.seal)
  THEN RAISE EXCEPTION '{_REFUSED}'; END IF;
  RETURN NEW;
END $$;
"""
NAMES = {"sqlite": tuple(_SQLITE), "postgresql": tuple(_POSTGRESQL)}


def statements(vendor: str) -> list[str]:
    """What makes the triggers on a kind of database; another kind → KeyError."""
    if vendor == "sqlite":
        no = f"SELECT RAISE(ABORT, '{_REFUSED}');"
        return [f"CREATE TRIGGER {name} {body.format(no=no)}" for name, body in _SQLITE.items()]
    made = {"postgresql": _POSTGRESQL}[vendor]
    return [_FUNCTIONS, *(f"CREATE TRIGGER {name} {body}" for name, body in made.items())]


def standing() -> set[str]:
    """The triggers that are there and switched on."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return {name for (name,) in cursor.fetchall()}
