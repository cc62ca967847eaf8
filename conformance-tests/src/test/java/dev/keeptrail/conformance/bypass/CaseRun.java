package dev.keeptrail.conformance.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs the cells of a case, some at a time. */
final class CaseRun {
  private final BypassCase given;
  private final Houses houses;
  private final List<Pending> pending = new ArrayList<>();

  private record Pending(String side, String cell, Future<String> seen) {}

  CaseRun(BypassCase given, Houses houses) {
    this.given = given;
    this.houses = houses;
  }

  /** What stands in the golden file. */
  String run(ExecutorService workers) throws Exception {
    var golden = new Goldens();
    for (Direction direction : Direction.values()) {
      start(direction, golden, workers);
    }
    for (RouteStep route : given.routes()) {
      submit(workers, "route", route.title(), cell -> cell.route(route));
    }
    List<Throwable> failures = new ArrayList<>();
    for (Pending cell : pending) {
      try {
        golden.add(cell.side(), cell.cell(), cell.seen().get());
      } catch (ExecutionException failed) {
        failures.add(
            new AssertionError(cell.side() + " " + cell.cell() + ": " + failed.getCause(), failed));
      }
    }
    if (!failures.isEmpty()) {
      var all = new AssertionError(failures.getFirst().getMessage(), failures.getFirst());
      failures.stream().skip(1).forEach(all::addSuppressed);
      failures.stream().skip(1).map(Throwable::getMessage).forEach(System.err::println);
      throw all;
    }
    assertThat(pending).as("cells of " + given.name()).isNotEmpty();
    return golden.toString();
  }

  private void start(Direction direction, Goldens golden, ExecutorService workers) {
    Side side = given.side(direction);
    if (!side.without().isEmpty()) {
      golden.without(direction.word(), side.without());
    }
    for (Tongue tongue : Tongue.values()) {
      String why = side.withoutTongue().get(tongue);
      if (why != null) {
        golden.without(direction.word() + " " + tongue.word(), why);
      }
    }
    for (String mode : Side.MODES) {
      String why = side.withoutMode().get(mode);
      if (why != null) {
        golden.without(direction.word() + " " + mode, why);
      }
    }
    List<Cut> cuts = side.steps().getLast().cuts();
    for (Tongue tongue : Tongue.values()) {
      for (String mode : Side.MODES) {
        for (Cut cut : mode.equals("stream") ? cuts : List.of(Cut.PIECES)) {
          if (side.has(tongue, mode)) {
            String name =
                tongue.word()
                    + " "
                    + mode
                    + (cuts.size() > 1 && mode.equals("stream") ? " " + cut : "");
            submit(
                workers, direction.word(), name, cell -> cell.cell(direction, tongue, mode, cut));
          }
        }
      }
    }
  }

  private interface Work {
    String of(CellRun cell) throws Exception;
  }

  private void submit(ExecutorService workers, String side, String name, Work work) {
    String exchange = (given.name() + "-" + side + "-" + pending.size()).replace('/', '-');
    Callable<String> run = () -> work.of(new CellRun(given, houses, exchange));
    pending.add(new Pending(side, name, workers.submit(run)));
  }
}
