"""The only SQL that differs between SQLite and PostgreSQL: two twins, one test each.

`connection.vendor` outside this package fails lint.
"""
