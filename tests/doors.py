"""Who may open which address: statuses by address and role, for tests/test_doors.py."""

# Who stands in which column of the table. The object behind an address is the Management Board's part of a
# directive given to two departments each for itself, what its officer prepared, or a conclusion still in work.
COLUMNS = {
    "office": ("monitor", "chief"),
    "chair": ("chair",),
    "field": ("vice_chair",),  # in charge of the directive's field
    "managers": ("head", "clerk"),
    "officer": ("officer",),  # who works on the part
    "colleague": ("colleague",),
    "sibling": ("finance_officer",),  # the other department of the same directive
    "strangers": ("outsider", "other_vice_chair", "administrator"),
}
TABLE = {
    "healthz": "200 200 200 200 200 200 200 200",
    "set_language": "302 302 302 302 302 302 302 302",
    "api_schema": "200 200 200 200 200 200 200 200",
    "api_docs": "200 200 200 200 200 200 200 200",
    "api_token": "400 400 400 400 400 400 400 400",
    "api_conclusions": "200 200 200 200 200 200 200 200",
    "api_conclusion": "200 200 404 404 404 404 404 404",
    "api_conclusion_text": "400 400 404 404 404 404 404 404",
    "api_points": "200 200 404 404 404 404 404 404",
    "api_conclusion_drafts": "409 403 404 404 404 404 404 404",
    "api_draft_drop": "409 404 404 404 404 404 404 404",
    "api_conclusion_issue": "409 403 404 404 404 404 404 404",
    "api_conclusion_names": "400 400 404 404 404 404 404 404",
    "api_conclusion_outside_bodies": "400 400 404 404 404 404 404 404",
    "api_point_proposal": "200 200 404 404 404 404 404 404",
    "api_point_accept": "400 403 404 404 404 404 404 404",
    "api_point_settle": "400 400 404 404 404 404 404 404",
    "api_point_split": "400 400 404 404 404 404 404 404",
    "api_point_merge": "200 403 404 404 404 404 404 404",
    "api_point_drop": "204 403 404 404 404 404 404 404",
    "api_directives": "200 200 200 200 200 200 200 200",
    "api_directive": "200 200 200 200 200 200 200 404",
    "api_directive_answers": "200 200 200 200 200 200 200 404",
    "api_directive_journal": "200 200 200 200 200 200 200 404",
    "api_parts": "200 200 200 200 200 200 200 200",
    "api_part": "200 200 200 200 200 200 404 404",
    "api_periods": "200 200 200 200 200 200 200 200",
    "api_period": "404 404 404 404 404 404 404 404",
    "api_part_letters": "200 200 200 200 200 200 404 404",
    "api_extensions": "200 200 200 200 200 200 200 200",
    "api_asks": "200 200 200 200 200 200 200 200",
    "api_urgings": "200 200 200 200 200 200 200 200",
    "api_bottlenecks": "200 200 200 200 200 200 200 200",
    "api_bottleneck": "404 404 404 404 404 404 404 404",  # none there: tests/directives/api/test_bottlenecks.py
    "api_bottleneck_kinds": "200 200 200 200 200 200 200 200",
    "api_files": "400 400 400 400 400 400 400 400",
    "api_file": "200 200 200 200 200 200 404 404",
    "api_journal_seals": "200 200 403 403 403 403 403 403",  # and administrators
    "api_departments": "200 200 200 200 200 200 200 200",
    "api_groups": "200 200 200 200 200 200 200 200",
    "api_successions": "200 403 403 403 403 403 403 403",  # and administrators
    "api_redistribution": "200 403 403 403 403 403 403 403",
    "api_department_rename": "400 400 400 400 400 400 400 400",
    "api_calendar": "200 200 200 200 200 200 200 200",
    "api_people": "200 200 200 200 200 200 200 200",
    "sign_in": "302 302 302 302 302 302 302 302",
    "sign_out": "302 302 302 302 302 302 302 302",
    "profile": "200 200 200 200 200 200 200 200",
    "change_password": "200 200 200 200 200 200 200 200",
    "my_work": "200 200 200 200 200 200 200 200",
    "organisation": "200 403 403 403 403 403 403 403",  # and administrators
    "succession_new": "200 403 403 403 403 403 403 403",  # and administrators
    "department_rename": "200 403 403 403 403 403 403 403",  # and administrators
    "redistribution": "200 403 403 403 403 403 403 403",
    "absences": "200 200 200 200 200 200 200 200",
    "end_absence": "404 404 404 404 404 404 404 404",
    "appoint_assistant": "403 400 400 403 403 403 403 403",  # but see exempt() of test_doors
    "end_assistance": "404 404 404 404 404 404 404 404",
    "recorded_decisions": "200 200 200 200 200 200 200 200",
    "annul_decision": "404 404 404 404 404 404 404 404",
    "hand_over": "403 403 403 403 403 403 403 403",  # but see exempt() of test_doors
    "api_absences": "200 200 200 200 200 200 200 200",
    "api_absence_end": "404 404 404 404 404 404 404 404",
    "api_assistants": "200 200 200 200 200 200 200 200",
    "api_assistance_end": "404 404 404 404 404 404 404 404",
    "api_recorded_decisions": "200 200 200 200 200 200 200 200",
    "api_recorded_annul": "404 404 404 404 404 404 404 404",
    "api_desk_handovers": "400 400 400 400 400 400 400 400",
    "calendar": "200 200 200 200 200 200 200 200",
    "calendar_change": "403 403 403 403 403 403 403 403",  # but see exempt() of test_doors
    "directive": "200 200 200 200 200 200 200 404",
    "directive_answers": "200 200 200 200 200 200 200 404",  # a department its own row
    "directive_answers_csv": "200 200 200 200 200 200 200 404",
    "directive_later": "200 200 200 403 403 403 403 404",
    "file": "200 200 200 200 200 200 404 404",
    "conclusions": "200 200 200 200 200 200 200 200",
    "conclusion_new": "200 403 403 403 403 403 403 403",
    "conclusion": "200 200 404 404 404 404 404 404",
    "conclusion_details": "200 403 403 403 403 403 403 403",
    "conclusion_text": "200 403 403 403 403 403 403 403",
    "conclusion_issue": "409 403 404 404 404 404 404 404",
    "conclusion_add_point": "200 403 404 404 404 404 404 404",
    "point_accept": "400 403 404 404 404 404 404 404",
    "point_outside_body": "400 403 404 404 404 404 404 404",
    "point_settle": "400 403 404 404 404 404 404 404",
    "point_split": "200 403 404 404 404 404 404 404",
    "point_merge": "302 403 404 404 404 404 404 404",
    "point_drop": "302 403 404 404 404 404 404 404",
    # a conclusion in work has no corrected texts: tests/directives/views/conclusions/test_revise.py has them
    "revise": "409 403 404 404 404 404 404 404",
    "revision": "404 404 404 404 404 404 404 404",
    "revision_wordings": "404 404 404 404 404 404 404 404",
    "revision_withdraw": "404 404 404 404 404 404 404 404",
    "revision_act": "404 404 404 404 404 404 404 404",
    "revision_directive": "404 404 404 404 404 404 404 404",
    "conclusion_add_draft": "400 403 404 404 404 404 404 404",
    "conclusion_drop_draft": "409 403 404 404 404 404 404 404",
    "directive_new": "200 403 403 403 403 403 403 403",
    "leader": "200 200 200 200 403 403 403 403",  # departments have it from head, deputy or clerk on
    "bottlenecks": "200 200 200 200 200 200 200 200",
    "register": "200 200 200 200 200 200 200 200",
    "register_csv": "200 200 200 200 200 200 200 200",
    "api_register": "200 200 200 200 200 200 200 200",
    "api_figures": "200 200 200 200 403 403 403 403",
    "directive_messages": "200 200 200 200 200 200 200 404",
    "mailbox": "200 200 200 200 200 200 200 200",
    "mailbox_mail": "200 200 404 200 404 404 404 404",
    "mailbox_html": "200 200 404 200 404 404 404 404",
}
# Answers without a session; everything else is a 401 in the API and leads to the sign-in page on screen.
PUBLIC = {
    "healthz": 200,
    "sign_in": 200,
    "sign_out": 302,
    "set_language": 302,
    "api_schema": 200,
    "api_docs": 200,
    "api_token": 400,
}
