package dev.keeptrail.cli;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.gateway.serving.SourceTexts;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A pack of {@code packs/}, as the build put it on the class path.
 *
 * @param sources the text that the plan was made of
 */
record BundledPack(PackPlan plan, SourceTexts sources) {
  private static final String AUDIT_TRAIL_EXAMPLE = "/packs/audit-trail-example/policy-config.yaml";

  /**
   * @throws IllegalStateException when the build left it out or it has errors, which a test rules
   *     out
   */
  static BundledPack auditTrailExample() throws IOException {
    String text;
    try (InputStream in = BundledPack.class.getResourceAsStream(AUDIT_TRAIL_EXAMPLE)) {
      if (in == null) {
        throw new IllegalStateException("a bundled pack is missing from the build");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    CompiledPack pack =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("packs" + AUDIT_TRAIL_EXAMPLE.substring(6), text));
    PackPlan plan = pack.plan();
    if (plan == null) {
      throw new IllegalStateException("a bundled pack has errors");
    }
    return new BundledPack(plan, PackTexts.written(pack));
  }
}
