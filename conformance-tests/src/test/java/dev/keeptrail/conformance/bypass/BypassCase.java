package dev.keeptrail.conformance.bypass;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One case: what is written, where, and what must hold.
 *
 * @param name the path of its file below the cases of bypasses, without its ending
 * @param says what it shows, in one sentence
 * @param holds the points of classes that it is a case of, such as {@code 8.soft-hyphen}
 * @param limit what no gateway, or not this one, closes; empty for nothing
 * @param believed whether what callers say of themselves counts
 * @param translated whether each protocol is asked of the other one's provider
 * @param never what must go nowhere, as it is read
 */
record BypassCase(
    Path file,
    String name,
    String says,
    List<String> holds,
    String limit,
    String pack,
    boolean believed,
    boolean translated,
    List<String> never,
    Map<Direction, Side> sides,
    List<RouteStep> routes) {
  BypassCase {
    holds = List.copyOf(holds);
    never = List.copyOf(never);
    sides = Map.copyOf(sides);
    routes = List.copyOf(routes);
  }

  Side side(Direction direction) {
    Side side = sides.get(direction);
    if (side == null) {
      throw new IllegalStateException(name + " has no " + direction.word());
    }
    return side;
  }

  Path golden() {
    return file.resolveSibling(file.getFileName().toString().replace(".yaml", ".golden"));
  }
}
