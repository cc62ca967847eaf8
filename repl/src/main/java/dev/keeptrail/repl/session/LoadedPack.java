package dev.keeptrail.repl.session;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.repl.run.ReplayPack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pack that the session judges with.
 *
 * @param compiled null for a compiled pack, whose sources are not at hand
 * @param warnings what the compiler has to say about it, for people; mostly empty
 */
record LoadedPack(Path file, ReplayPack pack, @Nullable CompiledPack compiled, String warnings)
    implements AutoCloseable {
  PackPlan plan() {
    return pack.judged().plan();
  }

  List<RuleSource> rules() {
    return compiled == null ? List.of() : compiled.rules();
  }

  /** Such as {@code payments-guard 1.2.0}. */
  String label() {
    return plan().pack().label();
  }

  /** The folder that {@code tests/} belongs to. */
  Path folder() {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  @Override
  public void close() {
    pack.close();
  }
}
