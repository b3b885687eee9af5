"""Viewflow registers its tables in Django's admin, where its cancel and undo walk round the domain: taken away."""

from django.contrib import admin
from viewflow.workflow.models import Process, Task

for model in (Process, Task):
    admin.site.unregister(model)
