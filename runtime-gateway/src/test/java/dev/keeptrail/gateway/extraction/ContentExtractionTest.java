package dev.keeptrail.gateway.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a pack has fetched, without anything to fetch. */
final class ContentExtractionTest {
  @Test
  void nothingIsFetchedWhereThePackSaysSo() {
    assertThat(of("allow_hosts: [a.example]")).isNotSameAs(ContentExtraction.NONE);
    assertThat(of("allow_hosts: [a.example], fetch_urls: false")).isSameAs(ContentExtraction.NONE);
    assertThat(of("allow_hosts: [a.example], enforcement: shadow"))
        .isSameAs(ContentExtraction.NONE);
    assertThat(of("allow_hosts: []")).isSameAs(ContentExtraction.NONE);
    assertThat(of("allow_hosts: [a.example]", false)).isSameAs(ContentExtraction.NONE);
  }

  private static ContentExtraction of(String settings) {
    return of(settings, true);
  }

  private static ContentExtraction of(String settings, boolean enabled) {
    String pack =
        """
        pack: {name: p, version: 1.0.0, enabled: ENABLED}
        policies: {chain: [content-extractor]}
        policy: {content-extractor: {SETTINGS}}
        """
            .replace("SETTINGS", settings)
            .replace("ENABLED", Boolean.toString(enabled));
    PackPlan plan =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("policy-config.yaml", pack))
            .plan();
    return ContentExtraction.of(
        Objects.requireNonNull(plan),
        new Reach(new PublicAddresses(List.of()), null),
        (_, _) -> {});
  }
}
