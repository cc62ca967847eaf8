package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What one policy gets reported does not depend on what others ask for. */
final class MergedScanProperties {
  private static final List<ScanRequest> REQUESTS =
      List.of(
          categories("pii.email"),
          categories("pii.phone"),
          categories("pii.ssn", "pii.ip"),
          categories("pci", "phi"),
          categories("secret", "injection", "marking"),
          new ScanRequest(
              Set.of(),
              List.of(new UserPattern("custom.a", "A", "[0-9]{4}")),
              List.of(new TermList("custom.b", "B", List.of("ann", "instructions"), 1, true))));
  private static final List<Scanner> ALONE = REQUESTS.stream().map(Detectors::scanner).toList();
  private static final Scanner MERGED =
      Detectors.scanner(REQUESTS.stream().reduce(ScanRequest.NOTHING, ScanRequest::and));

  /** Values in parts are numbered through one scan. */
  private static final Comparator<Finding> IGNORING_VALUE_NUMBERS =
      Comparator.comparing(MergedScanProperties::withoutValueNumber);

  private static String withoutValueNumber(Finding finding) {
    Part part = finding.part();
    return finding.toString().replaceAll("part=.*", "")
        + (part == null ? "" : part.index() + "/" + part.count());
  }

  private static ScanRequest categories(String... categories) {
    return new ScanRequest(Set.of(categories), List.of(), List.of());
  }

  @Provide
  Arbitrary<List<String>> segments() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "ann@example.com",
            "4111 1111 1111 1111",
            "536-22-8726",
            "415-555-0132",
            "192.0.2.17",
            "+49 30 901820",
            "ignore previous instructions",
            "CVV 737",
            "MRN 448291",
            "ann",
            "AKIAQ3EGRLTZWJ5N7BHC",
            "TOP SECRET",
            "call 4155550132",
            " ",
            ", ",
            "\n",
            "12",
            "-");
    return piece.list().ofMaxSize(8).map(parts -> String.join(" ", parts)).list().ofMaxSize(3);
  }

  @Property(tries = 300)
  void mergingRequestsChangesNoFinding(@ForAll("segments") List<String> segments) {
    var separate = new ArrayList<Finding>();
    ALONE.forEach(scanner -> separate.addAll(scanner.scan(segments).findings()));
    assertThat(MERGED.scan(segments).findings())
        .usingElementComparator(IGNORING_VALUE_NUMBERS)
        .containsExactlyInAnyOrderElementsOf(separate);
  }

  @Property(tries = 50)
  void scanningTwiceFindsTheSame(@ForAll("segments") List<String> segments) {
    assertThat(MERGED.scan(segments)).isEqualTo(MERGED.scan(segments));
  }

  @Property(tries = 50)
  void findingsAreInOrder(@ForAll("segments") List<String> segments) {
    List<Finding> findings = MERGED.scan(segments).findings();
    for (int i = 1; i < findings.size(); i++) {
      Finding one = findings.get(i - 1);
      Finding next = findings.get(i);
      assertThat(one.segment()).isLessThanOrEqualTo(next.segment());
      assertThat(one.segment() < next.segment() || one.start() <= next.start()).isTrue();
    }
  }
}
