package dev.keeptrail.engine.kind;

import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.language.kind.KindSchema;

/**
 * One kind of policy: what its block may say, and what detectors and rules a block asks for.
 * Implementations are stateless, safe to share, and know no engine.
 *
 * @param <C> the typed form of the kind's block
 */
public interface PolicyKind<C extends Record> {
  /** What the kind's block may say; constant for the life of the process. */
  KindSchema schema();

  /**
   * Reads a block. The settings come from a checked plan, or fall back to the schema's defaults.
   *
   * @throws SettingException when the kind cannot use a value that fits its type
   */
  C configure(Settings settings);

  /**
   * Looks whether the kind can use a block, as far as that can be told without what an installation
   * holds: no secret is looked up, and nobody is asked.
   *
   * @throws SettingException when it cannot
   */
  default void check(Settings settings) {
    C ignored = configure(settings);
  }

  /**
   * Turns one block into what the engines run.
   *
   * @throws PlanLoadException when the block needs what this installation lacks, such as a secret
   */
  PolicyLowering lower(C config, LoweringContext context) throws PlanLoadException;

  /** Reads and lowers in one step, so that callers need not know the type in between. */
  default PolicyLowering lower(Settings settings, LoweringContext context)
      throws PlanLoadException {
    return lower(configure(settings), context);
  }
}
