package dev.keeptrail.cli;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.gateway.EnvironmentSecrets;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.trial.DecisionChange;
import dev.keeptrail.gateway.trial.RequestTrial;
import dev.keeptrail.gateway.trial.TrialOutcome;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PackPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Has two packs judge the requests of a folder. */
final class DecisionTrials {
  private static final int MAX_BYTES = 10 << 20;
  private static final int MAX_FILES = 10_000;

  private final Invocation invocation;
  private final Path folder;

  DecisionTrials(Invocation invocation, Path folder) {
    this.invocation = invocation;
    this.folder = folder;
  }

  List<DecisionChange> compare(PackPlan before, PackPlan after) throws CommandFailedException {
    List<DecisionChange> changes = new ArrayList<>();
    try (PolicyProgram one = program(before);
        PolicyProgram other = program(after)) {
      var first = new RequestTrial(one);
      var second = new RequestTrial(other);
      for (Path file : files()) {
        byte[] body = read(file);
        String name = String.valueOf(file.getFileName());
        changes.add(DecisionChange.of(name, run(first, body, file), run(second, body, file)));
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
      var secrets = new EnvironmentSecrets(invocation.environment());
      return PolicyEngines.named(PolicyEngines.DEFAULT)
          .load(plan, new EngineOptions(FailMode.BLOCK, secrets));
    } catch (PlanLoadException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), null);
    }
  }

  private static TrialOutcome run(RequestTrial trial, byte[] body, Path file)
      throws CommandFailedException {
    try {
      return trial.run(body);
    } catch (RefusedException refused) {
      throw new CommandFailedException(
          "`%s` is no request: %s".formatted(file, refused.refusal().message()), null);
    }
  }

  private List<Path> files() throws CommandFailedException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (files.isEmpty() || files.size() > MAX_FILES) {
        throw new CommandFailedException(
            "`%s` holds %s"
                .formatted(
                    folder,
                    files.isEmpty() ? "no `*.json` file" : "more than " + MAX_FILES + " requests"),
            null);
      }
      return files;
    } catch (IOException e) {
      throw new CommandFailedException(
          "`%s` is no folder that can be read".formatted(folder), null);
    }
  }

  private static byte[] read(Path file) throws CommandFailedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] body = in.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new CommandFailedException(
            "`%s` is larger than %d bytes".formatted(file, MAX_BYTES), null);
      }
      return body;
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(file), null);
    }
  }
}
