package dev.keeptrail.detectors.toolargument.command;

import java.util.List;

/** Commands each of which reads what the one before writes. */
record Pipeline(List<Command> commands) {
  private static final int MAX_BACK = 8;

  Pipeline {
    commands = List.copyOf(commands);
  }

  Command first() {
    return commands.getFirst();
  }

  /** The commands before one, as far back as anybody would look. */
  List<Command> before(int index) {
    return commands.subList(Math.max(0, index - MAX_BACK), index);
  }
}
