"""How gunicorn runs the service; `gunicorn -c config/gunicorn.py config.wsgi` reads it everywhere."""

import os
from pathlib import Path

from config.environment import Environment

_environment = Environment(os.environ)
_port = _environment.number("PORT", default=8000, least=1, most=65535)
bind = f"{_environment.text('BIND', '127.0.0.1')}:{_port}"
workers = _environment.number("WEB_WORKERS", default=2, least=1, most=64)
threads = _environment.number("WEB_THREADS", default=4, least=1, most=64)
worker_class = "gthread"

# A request that takes a minute is lost to its person anyway; uploads are read outside this clock.
timeout = 60
graceful_timeout = 30
keepalive = 5
# Workers are renewed now and then, never all at once: no leak grows for months.
max_requests = 5000
max_requests_jitter = 500
# The workers' heartbeat file in memory: on a busy disk it would read as a hung worker.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  the kernel's own memory folder

accesslog = None  # the proxy in front keeps one; errors go to standard error
control_socket_disable = True  # it would lie in the home folder, which a service account may not have
