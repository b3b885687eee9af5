"""The demo: a sample province that has worked with the service for three months, played through the services."""
