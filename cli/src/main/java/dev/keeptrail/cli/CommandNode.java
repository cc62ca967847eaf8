package dev.keeptrail.cli;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A command, or a group of them.
 *
 * @param name the word that calls it, as its annotation says it
 * @param make its object with picocli's annotations
 * @param children empty for a command that does something itself
 */
record CommandNode(String name, Function<Invocation, Object> make, List<CommandNode> children) {
  CommandNode {
    children = List.copyOf(children);
  }

  static CommandNode leaf(String name, Function<Invocation, Object> make) {
    return new CommandNode(name, make, List.of());
  }

  static CommandNode group(String name, Supplier<Object> make, CommandNode... children) {
    return new CommandNode(name, _ -> make.get(), List.of(children));
  }
}
