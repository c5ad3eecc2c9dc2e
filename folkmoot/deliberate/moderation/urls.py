from django.urls import path

from folkmoot.deliberate.moderation.views import appealing, filing, reading, staff

urlpatterns = [
    path("", reading.log, name="moderation"),
    path("policy", reading.policy, name="moderation_policy"),
    path("report", reading.report, name="moderation_report"),
    path("report.csv", reading.report_csv, name="moderation_report_csv"),
    path("measures/<int:measure>/", appealing.measure, name="measure"),
    path("measures/<int:measure>/appeal", appealing.appeal, name="measure_appeal"),
    path("measures/<int:measure>/decision", appealing.decision, name="measure_decision"),
    path("filings/", staff.filings, name="filings"),
    path("filings/new", filing.Filing.as_view(), name="filing_new"),
    path("filings/<int:filing>/acknowledgement", staff.acknowledgement, name="filing_acknowledge"),
    path("filings/<int:filing>/outcome", staff.outcome, name="filing_outcome"),
    path("filings/<int:filing>/ending", staff.ending, name="filing_ending"),
    path("receipts/<str:slip>/", filing.receipt, name="filing_receipt"),
    path("receipts/<str:slip>/ending", filing.own_ending, name="filing_own_ending"),
    path("erasure", staff.Erasure.as_view(), name="erasure"),
]
