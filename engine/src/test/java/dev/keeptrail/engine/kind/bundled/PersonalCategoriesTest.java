package dev.keeptrail.engine.kind.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.language.kind.HipaaIdentifiers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PersonalCategoriesTest {
  private static final Set<String> KNOWN = Detectors.categories();
  private static final List<String> NAMES = PersonalCategories.names();

  @Test
  void namesOnlyWhatDetectorsReport() {
    assertThat(NAMES)
        .allSatisfy(name -> assertThat(KNOWN).anyMatch(category -> isUnder(category, name)));
  }

  @Test
  void namesAllThatDetectorsOfPersonalDataReport() {
    Set<String> all = PersonalCategories.under(List.of("pii", "pci", "phi"));
    assertThat(KNOWN)
        .filteredOn(category -> category.matches("(pii|pci|phi)\\..*"))
        .allSatisfy(category -> assertThat(all).anyMatch(name -> isUnder(category, name)));
  }

  @Test
  void theEighteenIdentifiersAreCategoriesThatDetectorsReport() {
    assertThat(HipaaIdentifiers.ALL).hasSize(18);
    assertThat(HipaaIdentifiers.categories(true))
        .allSatisfy(name -> assertThat(KNOWN).anyMatch(category -> isUnder(category, name)));
  }

  @Test
  void aLimitedDataSetKeepsDatesAndPostcodes() {
    assertThat(HipaaIdentifiers.categories(false))
        .contains("pii.ssn", "phi.mrn")
        .doesNotContain("pii.date", "pii.birth_date", "pii.age.over_89", "pii.address.postcode");
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }
}
