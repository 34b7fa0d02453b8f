//! The conditions of a procedure, wherever they are written: one list for those who check, run or count them.

use super::{PublicService, Step};
use crate::values::{Expression, Qualifiers};

impl PublicService {
    /// What qualifies its facts (for whom, why, under which text), those of its steps and of its decision included; those of its rules
    /// are in its rules.
    pub fn qualifiers(&self) -> impl Iterator<Item = &Qualifiers> {
        let costs = self.costs.all().iter().map(|cost| &cost.value.qualifiers);
        let outputs = self.outputs.all().iter().map(|output| &output.value.qualifiers);
        let appeals = self.all_appeals().map(|appeal| &appeal.value.qualifiers);
        let of_decision = self.decision.said().into_iter().flat_map(|decision| {
            let silences = decision.silences.all().iter().map(|silence| &silence.value.qualifiers);
            let refusals = decision.refusals.all().iter().map(|refusal| &refusal.value.1);
            let times = decision.processing_times.all().iter().map(|limit| &limit.value.qualifiers);
            let discretions = decision.discretions.all().iter().map(|discretion| &discretion.value.1);
            silences.chain(refusals).chain(times).chain(discretions)
        });
        let of_steps = self.steps.iter().flat_map(Step::qualifiers);
        costs.chain(outputs).chain(of_steps).chain(of_decision).chain(appeals)
    }

    /// The conditions of its steps and of its facts; those of its rules are in its rules.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        let of_steps = self.steps.iter().filter_map(|step| step.condition.as_ref()).map(|condition| &condition.value);
        of_steps.chain(self.qualifiers().filter_map(|qualifiers| qualifiers.condition.as_ref()))
    }
}

impl Step {
    /// What qualifies its facts.
    pub fn qualifiers(&self) -> impl Iterator<Item = &Qualifiers> {
        let performed = self.performed.all().iter().map(|performance| &performance.value.qualifiers);
        let asks = self.asks.all().iter().map(|asked| &asked.value.1);
        let requirements = self.requirements.all().iter().map(|requirement| &requirement.value.qualifiers);
        let repetitions = self.repetitions.iter().map(|repetition| &repetition.value.qualifiers);
        let costs = self.costs.all().iter().map(|cost| &cost.value.qualifiers);
        let limits = self.processing_times.all().iter().chain(&self.deadlines).map(|limit| &limit.value.qualifiers);
        let outputs = self.outputs.all().iter().map(|output| &output.value.qualifiers);
        performed.chain(asks).chain(requirements).chain(repetitions).chain(costs).chain(limits).chain(outputs)
    }
}
