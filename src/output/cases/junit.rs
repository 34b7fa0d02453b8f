//! For continuous integration: JUnit XML, a suite for each procedure.

use super::{faults, line_of};
use crate::analysis::case::ServiceCases;
use crate::source::{Location, Workspace};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

/// The report, without dates or durations: the same examples give the same bytes.
#[must_use]
pub fn junit(services: &[ServiceCases<'_>], workspace: &Workspace) -> String {
    let mut report = Report::new("limpide test");
    for service in services.iter().filter(|service| !service.results.is_empty()) {
        let mut suite = TestSuite::new(&*service.plan.service.name);
        for result in &service.results {
            let status = if result.holds() {
                TestCaseStatus::success()
            } else {
                let faults = faults(service, result, workspace);
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(faults.first().cloned().unwrap_or_default()).set_description(faults.join("\n"));
                status
            };
            let mut case = TestCase::new(&*result.case.title.value, status);
            case.set_classname(line_of(Location::new(service.plan.service.file(), result.case.title.span), workspace));
            suite.add_test_case(case);
        }
        report.add_test_suite(suite);
    }
    // Writing to memory cannot fail, and the names hold no character XML refuses: those were read from a text.
    report.to_string().unwrap_or_default()
}
