package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.SourceFrame;

/** The report for people: failures in full, passed tests in a number. */
public final class HumanReport {
  private static final String RESET = "\u001b[0m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[1;31m";

  private final boolean colour;
  private final boolean verbose;

  /**
   * @param verbose whether passed tests are listed one by one
   */
  public HumanReport(boolean colour, boolean verbose) {
    this.colour = colour;
    this.verbose = verbose;
  }

  public String of(TestRun run) {
    var text = new StringBuilder();
    for (TestResult result : run.results()) {
      result(result, text);
    }
    run.surplus()
        .forEach(golden ->
            text.append(painted(RED, "FAIL"))
                .append(' ')
                .append(FrameRenderer.safe(golden.file()))
                .append(' ')
                .append(golden.state().words())
                .append('\n'));
    return text.append(summaryOf(run)).toString();
  }

  private void result(TestResult result, StringBuilder text) {
    CaseResult test = result.result();
    String title = FrameRenderer.safe(test.test().title());
    if (test.passed()) {
      if (verbose) {
        text.append(painted(GREEN, "ok"));
        text.append("   ").append(title).append(": ").append(test.run().verdict().word());
        text.append(' ').append(FrameRenderer.safe(test.run().reasonCode())).append('\n');
      }
      return;
    }
    text.append(painted(RED, "FAIL")).append(' ').append(title).append('\n');
    text.append("  ").append(SourceFrame.place(test.test().span())).append('\n');
    text.append(new FailureText(colour).of(result)).append('\n');
  }

  String summaryOf(TestRun run) {
    long failed = run.failed();
    var text = new StringBuilder();
    text.append(run.passed() ? painted(GREEN, "OK") : painted(RED, "FAILED"));
    text.append(' ').append(FrameRenderer.safe(run.file())).append(": ");
    text.append(run.results().size() - failed).append(" passed, ").append(failed);
    text.append(" failed");
    if (run.filter() != null) {
      text.append(", ").append(run.found() - run.results().size() - run.notRun());
      text.append(" left out by the filter `").append(FrameRenderer.safe(run.filter())).append('`');
    }
    if (run.notRun() > 0) {
      text.append(", ").append(run.notRun()).append(" not run after the first failure");
    }
    return text.append('\n').toString();
  }

  private String painted(String paint, String text) {
    return colour ? paint + text + RESET : text;
  }
}
