package dev.keeptrail.cli;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.gateway.trial.DecisionChange;
import dev.keeptrail.gateway.trial.InputTrial;
import dev.keeptrail.gateway.trial.TrialOutcome;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.testfile.RequestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has two packs judge the inputs of a folder. */
final class DecisionTrials {
  private final Invocation invocation;
  private final TrialInputs inputs;

  DecisionTrials(Invocation invocation, Path folder) {
    this.invocation = invocation;
    this.inputs = new TrialInputs(invocation, folder);
  }

  List<DecisionChange> compare(PackPlan before, PackPlan after) throws CommandFailedException {
    List<DecisionChange> changes = new ArrayList<>();
    try (PolicyProgram one = program(before);
        PolicyProgram other = program(after)) {
      var first = new InputTrial(one);
      var second = new InputTrial(other);
      for (Path file : inputs.files()) {
        RequestFile request = inputs.read(file);
        changes.add(
            DecisionChange.of(
                String.valueOf(file.getFileName()),
                first.run(inputs.phases(file, request, before)),
                second.run(inputs.phases(file, request, after))));
      }
    }
    return changes;
  }

  static String toText(List<DecisionChange> changes) {
    var out = new StringBuilder();
    int different = 0;
    for (DecisionChange change : changes) {
      if (change.sort() == DecisionChange.Sort.SAME) {
        continue;
      }
      different++;
      out.append(change.sort().word()).append("  ").append(FrameRenderer.safe(change.request()));
      out.append("\n  before  ").append(describe(change.before()));
      out.append("\n  after   ").append(describe(change.after())).append('\n');
    }
    return out.append(different)
        .append(" of ")
        .append(changes.size())
        .append(" decisions differ\n")
        .toString();
  }

  static void write(List<DecisionChange> changes, JsonWriter json) {
    json.name("requests").value(changes.size());
    json.name("decisions").beginArray();
    for (DecisionChange change : changes) {
      if (change.sort() != DecisionChange.Sort.SAME) {
        json.beginObject().name("request").value(change.request());
        json.name("change").value(change.sort().word());
        write("before", change.before(), json);
        write("after", change.after(), json);
        json.endObject();
      }
    }
    json.endArray();
  }

  private static void write(String name, TrialOutcome outcome, JsonWriter json) {
    json.name(name).beginObject().name("verdict").value(outcome.verdict().word());
    json.name("reason_code").value(outcome.reasonCode());
    json.name("policy").value(outcome.policy());
    json.name("redactions").beginArray();
    outcome.redactions().forEach(json::value);
    json.endArray().endObject();
  }

  private static String describe(TrialOutcome outcome) {
    String by = outcome.policy() == null ? "" : " by " + outcome.policy();
    String masked =
        outcome.redactions().isEmpty()
            ? ""
            : "\n            masks " + String.join("\n            masks ", outcome.redactions());
    return outcome.verdict().word() + by + " (" + outcome.reasonCode() + ")" + masked;
  }

  private PolicyProgram program(PackPlan plan) throws CommandFailedException {
    try {
      return PolicyEngines.named(PolicyEngines.DEFAULT)
          .load(plan, TestOptions.of(invocation, PlugIns.none()));
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }
}
