package dev.keeptrail.detectors;

import dev.keeptrail.detectors.address.AddressDetectors;
import dev.keeptrail.detectors.backwards.BackwardNumberDetector;
import dev.keeptrail.detectors.bank.BankDetectors;
import dev.keeptrail.detectors.citation.CitationDetectors;
import dev.keeptrail.detectors.code.CodeDetectors;
import dev.keeptrail.detectors.crypto.CryptoDetector;
import dev.keeptrail.detectors.custom.NearTermDetector;
import dev.keeptrail.detectors.custom.PatternDetector;
import dev.keeptrail.detectors.custom.TermDetector;
import dev.keeptrail.detectors.device.DeviceDetectors;
import dev.keeptrail.detectors.exfiltration.ExfiltrationDetectors;
import dev.keeptrail.detectors.health.HealthDetectors;
import dev.keeptrail.detectors.identity.IdentityDetectors;
import dev.keeptrail.detectors.injection.InjectionChains;
import dev.keeptrail.detectors.injection.InjectionDetector;
import dev.keeptrail.detectors.language.LanguageDetectors;
import dev.keeptrail.detectors.leak.LeakDetectors;
import dev.keeptrail.detectors.marking.MarkingDetector;
import dev.keeptrail.detectors.name.NameDetectors;
import dev.keeptrail.detectors.payment.CardDetector;
import dev.keeptrail.detectors.payment.CardholderDetector;
import dev.keeptrail.detectors.payment.CvvDetector;
import dev.keeptrail.detectors.payment.ExpiryDetector;
import dev.keeptrail.detectors.personal.EmailDetector;
import dev.keeptrail.detectors.personal.IbanDetector;
import dev.keeptrail.detectors.personal.IpDetector;
import dev.keeptrail.detectors.personal.PersonalDetectors;
import dev.keeptrail.detectors.personal.PhoneDetector;
import dev.keeptrail.detectors.personal.SsnDetector;
import dev.keeptrail.detectors.phrase.AgentOrders;
import dev.keeptrail.detectors.phrase.PhraseDetectors;
import dev.keeptrail.detectors.pipeline.Overlaps;
import dev.keeptrail.detectors.pipeline.ScanPipeline;
import dev.keeptrail.detectors.place.PlaceDetectors;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.detectors.profanity.ProfanityDetector;
import dev.keeptrail.detectors.reference.ReferenceDetectors;
import dev.keeptrail.detectors.secret.SecretDetectors;
import dev.keeptrail.detectors.toolargument.ToolArgumentDetectors;
import dev.keeptrail.detectors.vehicle.VehicleDetectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes scanners: the entrance to this module. */
public final class Detectors {
  private static final List<String> BY_NAME_ONLY =
      List.of(
          "pii.name",
          "pii.location",
          "pii.organization",
          "pii.address",
          "pii.date",
          "pii.age",
          "pii.url",
          "pii.reference",
          "pii.last_digits",
          "phi.medication");
  private static final String CATEGORIES = "categories.txt";

  private Detectors() {}

  /** Made when the first scanner is: whoever checks a policy only needs the categories. */
  private static final class Registered {
    static final List<Detector> BUILT_IN = builtIn();
    static final List<ConversationDetector> CONVERSATIONAL = conversational();
  }

  private static List<Detector> builtIn() {
    var detectors = new ArrayList<Detector>();
    detectors.add(new EmailDetector());
    detectors.add(PhoneDetector.detector());
    detectors.add(SsnDetector.detector());
    detectors.add(IpDetector.detector());
    detectors.add(IbanDetector.detector());
    detectors.add(new CardDetector());
    detectors.add(CvvDetector.detector());
    detectors.add(ExpiryDetector.detector());
    detectors.add(CardholderDetector.detector());
    detectors.add(BackwardNumberDetector.detector());
    detectors.addAll(HealthDetectors.all());
    detectors.addAll(PersonalDetectors.all());
    detectors.addAll(ReferenceDetectors.all());
    detectors.addAll(DeviceDetectors.all());
    detectors.addAll(BankDetectors.all());
    detectors.addAll(PlaceDetectors.all());
    detectors.addAll(VehicleDetectors.all());
    detectors.add(CryptoDetector.detector());
    detectors.addAll(IdentityDetectors.all());
    detectors.addAll(NameDetectors.all());
    detectors.addAll(AddressDetectors.all());
    detectors.addAll(LanguageDetectors.all());
    detectors.addAll(SecretDetectors.all());
    detectors.add(InjectionDetector.detector());
    detectors.add(AgentOrders.detector());
    detectors.addAll(ToolArgumentDetectors.all());
    detectors.add(new MarkingDetector());
    detectors.add(new ProfanityDetector());
    detectors.addAll(PhraseDetectors.all());
    detectors.addAll(CodeDetectors.all());
    detectors.addAll(LeakDetectors.all());
    detectors.addAll(ExfiltrationDetectors.all());
    return List.copyOf(detectors);
  }

  private static List<ConversationDetector> conversational() {
    var detectors = new ArrayList<ConversationDetector>();
    detectors.addAll(LeakDetectors.conversational());
    detectors.addAll(ExfiltrationDetectors.conversational());
    detectors.add(InjectionChains.detector());
    detectors.addAll(CitationDetectors.conversational());
    return List.copyOf(detectors);
  }

  /** What is wrong with a user's regular expression, in words for its author; empty if nothing. */
  public static Optional<String> problemOf(String regex) {
    return PatternDetector.problemOf(regex);
  }

  /**
   * Every category a built-in detector reports, sorted. They are listed in a resource, so that no
   * detector has to be made to know them.
   */
  public static Set<String> categories() {
    try (InputStream in =
        Objects.requireNonNull(Detectors.class.getResourceAsStream(CATEGORIES), CATEGORIES)) {
      var categories = new TreeSet<String>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(categories::add);
      return categories;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A scanner for the request; making one costs milliseconds, so keep it as long as the request.
   */
  public static Scanner scanner(ScanRequest request) {
    return scanner(request, List.of());
  }

  /**
   * A scanner that asks plug-ins too, for those of their categories that the request asks for. The
   * plug-ins stay the caller's, and must be open as long as the scanner is used.
   *
   * @throws IllegalArgumentException as for a request without plug-ins
   */
  public static Scanner pluggedScanner(ScanRequest request, List<PlugIn> plugIns) {
    return scanner(request, List.of(), plugIns);
  }

  /**
   * A scanner that runs further detectors, all of whose findings are reported, beside those the
   * request asks for.
   *
   * @throws IllegalArgumentException for a category no detector reports, a pattern that does not
   *     compile, or more terms than can be searched for
   */
  public static Scanner scanner(ScanRequest request, List<Detector> further) {
    return scanner(request, further, List.of());
  }

  private static Scanner scanner(
      ScanRequest request, List<Detector> further, List<PlugIn> plugIns) {
    List<PlugIn> asked =
        plugIns.stream().filter(plugIn -> isAsked(plugIn.categories(), request)).toList();
    var detectors = new ArrayList<Detector>();
    Registered.BUILT_IN.stream()
        .filter(detector -> isWanted(detector, request))
        .forEach(detectors::add);
    detectors.addAll(further);
    List<ConversationDetector> conversational =
        Registered.CONVERSATIONAL.stream()
            .filter(detector -> isAsked(detector.categories(), request))
            .toList();
    var reported = new ArrayList<Set<String>>();
    detectors.forEach(detector -> reported.add(detector.categories()));
    conversational.forEach(detector -> reported.add(detector.categories()));
    asked.forEach(plugIn -> reported.add(plugIn.categories()));
    for (String root : request.categories()) {
      if (reported.stream().noneMatch(categories -> reports(categories, root))) {
        throw new IllegalArgumentException("no detector reports `" + root + "`");
      }
    }
    request.patterns().forEach(pattern -> detectors.add(PatternDetector.detector(pattern)));
    request.terms().forEach(terms -> detectors.add(TermDetector.detector(terms)));
    request.near().forEach(near -> detectors.add(NearTermDetector.detector(near)));
    return new ScanPipeline(
        detectors,
        conversational,
        asked,
        Alarms.of(detectors, request),
        asked(request, further),
        wanted(request, further));
  }

  /** What each built-in detector reports, by its name with version, sorted. */
  public static Map<String, Set<String>> reporters() {
    var reporters = new TreeMap<String, Set<String>>();
    Registered.BUILT_IN.forEach(detector ->
        reporters
            .computeIfAbsent(detector.name(), _ -> new TreeSet<>())
            .addAll(detector.categories()));
    Registered.CONVERSATIONAL.forEach(detector ->
        reporters
            .computeIfAbsent(detector.name(), _ -> new TreeSet<>())
            .addAll(detector.categories()));
    return reporters;
  }

  /**
   * The category that a scan has to name so that it finds this one: what costs too much, guesses
   * too often or is seldom personal for all who ask for personal data. Empty for most.
   */
  public static Optional<String> byNameOnly(String category) {
    return BY_NAME_ONLY.stream()
        .filter(named -> category.equals(named) || category.startsWith(named + "."))
        .findFirst();
  }

  /**
   * Detectors of one family that look at every number compete for the same digits. Asked for one,
   * all of them run, so that what is reported for one policy does not depend on what others ask
   * for.
   */
  private static boolean isWanted(Detector detector, ScanRequest request) {
    return isAsked(detector.categories(), request)
        || (detector.trigger().digitRuns()
            && Registered.BUILT_IN.stream()
                .filter(other -> other.trigger().digitRuns() && isRelated(detector, other))
                .anyMatch(other -> isAsked(other.categories(), request)));
  }

  private static boolean isRelated(Detector one, Detector other) {
    return one.categories().stream()
        .anyMatch(category -> reports(other.categories(), Overlaps.family(category)));
  }

  private static boolean isAsked(Set<String> categories, ScanRequest request) {
    return request.categories().stream().anyMatch(root -> reports(categories, root));
  }

  private static boolean reports(Set<String> categories, String root) {
    return categories.stream().anyMatch(category -> isUnder(category, root));
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root)
        || (category.startsWith(root + ".")
            && !(root.equals("pii") && byNameOnly(category).isPresent()));
  }

  private static Set<String> asked(ScanRequest request, List<Detector> further) {
    var asked = new LinkedHashSet<>(request.categories());
    further.forEach(detector -> asked.addAll(detector.categories()));
    request.patterns().forEach(pattern -> asked.add(pattern.category()));
    request.terms().forEach(terms -> asked.add(terms.category()));
    request.near().forEach(near -> asked.add(near.category()));
    return asked;
  }

  /** A built-in detector may report more than was asked; what users wrote is always reported. */
  private static Predicate<String> wanted(ScanRequest request, List<Detector> further) {
    Set<String> asked = Set.copyOf(asked(request, further));
    Predicate<String> wanted = category -> asked.stream().anyMatch(root -> isUnder(category, root));
    // WHY: asked once for each finding, so the answer for built-in categories is looked up.
    var known =
        categories().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), wanted::test));
    return category -> {
      Boolean answer = known.get(category);
      return answer != null ? answer : wanted.test(category);
    };
  }
}
