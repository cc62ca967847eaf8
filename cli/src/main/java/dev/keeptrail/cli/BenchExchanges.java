package dev.keeptrail.cli;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.packtest.CaseInputs.PhaseInput;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.testfile.RequestFile;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kt bench} has judged: the inputs of a folder, recorded exchanges, or some that come
 * with the command.
 */
final class BenchExchanges {
  private static final int MAX_RECORDED = 10_000;

  private static final List<String> BUILT_IN =
      List.of("question.yaml", "minutes.yaml", "personal-data.yaml", "tool-calls.yaml");

  private final Invocation invocation;
  private final PackPlan plan;

  BenchExchanges(Invocation invocation, PackPlan plan) {
    this.invocation = invocation;
    this.plan = plan;
  }

  /** Every phase of every exchange. */
  List<List<PhaseContent>> read(@Nullable Path folder) throws CommandFailedException {
    List<List<PhaseContent>> exchanges = new ArrayList<>();
    if (folder == null) {
      for (String name : BUILT_IN) {
        exchanges.add(contents(name, builtIn(name)));
      }
      return exchanges;
    }
    var inputs = new TrialInputs(invocation, folder);
    for (Path file : inputs.files()) {
      exchanges.add(contents(file.toString(), inputs.read(file)));
    }
    return exchanges;
  }

  /** Every phase of every recorded exchange that can be had; texts as they were kept. */
  static List<List<PhaseContent>> recorded(ReplaySource source)
      throws ReplayInputException, CommandFailedException {
    List<List<PhaseContent>> exchanges = new ArrayList<>();
    for (Optional<ReplayItem> item = source.next(); item.isPresent(); item = source.next()) {
      CapturedExchange exchange = item.get().read().exchange();
      if (exchange != null) {
        exchanges.add(exchange.phases().stream().map(CapturedPhase::content).toList());
      }
      if (exchanges.size() > MAX_RECORDED) {
        throw new CommandFailedException(
            "there are more than %d recorded exchanges".formatted(MAX_RECORDED),
            "measure some of them with `--sample`");
      }
    }
    if (exchanges.isEmpty()) {
      throw new CommandFailedException("nothing recorded can be judged", null);
    }
    return exchanges;
  }

  private List<PhaseContent> contents(String name, RequestFile request)
      throws CommandFailedException {
    return TrialInputs.phases(invocation, name, request, plan).stream()
        .map(PhaseInput::content)
        .toList();
  }

  private static RequestFile builtIn(String name) throws CommandFailedException {
    try (InputStream in = BenchExchanges.class.getResourceAsStream("exchanges/" + name)) {
      if (in == null) {
        throw new IllegalStateException("an exchange is missing from the build");
      }
      return RequestFile.read(SourceReader.decode(name, in.readAllBytes()), null);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(name), null);
    }
  }
}
