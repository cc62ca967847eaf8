package dev.keeptrail.gateway.body;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from a tool call's arguments to the value that is being collected. Keys stand here as
 * they were written, unlike in the pointers of records; nothing of it is recorded. One use, one
 * thread.
 */
public final class ToolArguments {
  private final ToolCatalogue catalogue;
  private final @Nullable String tool;
  private final Deque<String> steps = new ArrayDeque<>();

  public ToolArguments(ToolCatalogue catalogue, @Nullable String tool) {
    this.catalogue = catalogue;
    this.tool = tool;
  }

  public void enter(String step) {
    steps.addLast(step);
  }

  public void leave() {
    steps.removeLast();
  }

  public Parameter parameter() {
    return catalogue.parameter(tool, List.copyOf(steps));
  }
}
