package dev.keeptrail.engine.plugin;

import dev.keeptrail.language.check.DetectorsChecker.CheckedDetector;
import dev.keeptrail.language.diagnostic.Diagnostic;
import java.util.List;

/** Plug-ins that cannot be used. The message is one clause for whoever wrote the file. */
public final class PlugInException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> problems;

  PlugInException(String message) {
    super(message);
    this.problems = List.of();
  }

  PlugInException(CheckedDetector entry, String problem) {
    this(
        "detector `%s` (%s:%d) cannot be used: %s"
            .formatted(entry.name(), entry.place().source().name(), entry.place().line(), problem));
  }

  PlugInException(List<Diagnostic> problems) {
    super("the detectors file has errors and is not used");
    this.problems = List.copyOf(problems);
  }

  /** What is wrong with the file, in source order; empty when that is something else. */
  public List<Diagnostic> problems() {
    return problems;
  }
}
