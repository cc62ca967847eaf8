package dev.keeptrail.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.print.PackPrinter;
import org.junit.jupiter.api.Test;

final class HundredRulesTest {
  @Test
  void bothNotationsSayTheSameHundredRules() {
    var compiler = HundredRules.compiler();
    var text = compiler.compileText(HundredRules.text());
    var yaml = compiler.compileYaml(HundredRules.yaml());

    assertThat(text.diagnostics()).isEmpty();
    assertThat(yaml.diagnostics()).isEmpty();
    assertThat(text.plan()).isEqualTo(yaml.plan());
    assertThat(text.plan())
        .extracting(PackPlan::chain)
        .satisfies(chain -> assertThat(chain.get(1).rules()).hasSize(HundredRules.RULES));
  }

  @Test
  void thePackIsWrittenInTheHouseStyle() {
    var source = HundredRules.text();
    assertThat(PackPrinter.format(source)).isEqualTo(source.text());
  }
}
