package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import tools.jackson.databind.JsonNode;

/** Says what became of a reload or a revert. */
final class ReloadReport {
  private ReloadReport() {}

  /** Prints it, and gives the exit code for it. */
  static int print(Invocation invocation, RunningGateway.Answer answer, boolean json)
      throws CommandFailedException {
    JsonNode done = answer.json();
    if (json) {
      invocation.out().println(answer.text());
    } else if (answer.refused()) {
      invocation.note("kt: refused; the pack before it is served");
      done.path("problem")
          .asString("")
          .lines()
          .forEach(line -> invocation.note(FrameRenderer.safe(line)));
    } else {
      invocation
          .out()
          .println(done.path("outcome").asString("") + " " + done.path("digest").asString(""));
    }
    done.path("shadow_problem")
        .asString("")
        .lines()
        .forEach(line -> invocation.note("kt: " + FrameRenderer.safe(line)));
    return answer.refused() ? ExitCode.PACK_ERRORS : ExitCode.OK;
  }
}
