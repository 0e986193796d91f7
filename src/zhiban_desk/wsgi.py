"""Where does a web server find the desk?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiban_desk.settings")
application = get_wsgi_application()
