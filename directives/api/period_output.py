"""How a reporting period looks in JSON."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from directives.deadlines import Lateness, period_lateness
from directives.lifecycle import Acts
from directives.models import ReportingPeriod
from directives.selectors.verbs import available_on

LATENESS = [late.value for late in Lateness]


class PeriodOut(serializers.ModelSerializer[ReportingPeriod]):
    lateness = serializers.SerializerMethodField()
    directive = serializers.IntegerField(source="part.directive_id")
    version = serializers.IntegerField(source="part.directive.version")

    class Meta:
        model = ReportingPeriod
        fields = [
            "id", "part", "directive", "review", "from_on", "until_on", "cutoff_on", "due_on", "status",
            "status_since", "is_open", "lateness", "report", "submitted_on", "delivered_on", "completed_on",
            "redo_count", "version",
        ]  # fmt: skip

    @extend_schema_field(serializers.ChoiceField(choices=LATENESS))
    def get_lateness(self, period: ReportingPeriod) -> str:
        return period_lateness(period, self.context["today"]).value


class PeriodWhole(PeriodOut):
    verbs = serializers.SerializerMethodField()

    class Meta(PeriodOut.Meta):
        fields = [*PeriodOut.Meta.fields, "verbs"]

    def get_verbs(self, period: ReportingPeriod) -> list[str]:
        """Names of the verbs the caller may use on this period now."""
        verbs = available_on(self.context["actor"], period.part, Acts.PERIOD, period)
        begun = period.from_on <= self.context["today"].day
        return [verb.name for verb in verbs if begun or verb.name != "submit_period"]
