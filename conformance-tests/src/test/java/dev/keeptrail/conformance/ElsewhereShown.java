package dev.keeptrail.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings that act where no case of the suite reaches, in a gateway or a service that is asked,
 * each with the test that shows it, as file and method.
 */
final class ElsewhereShown {
  private static final String GATEWAY = "runtime-gateway/src/test/java/dev/keeptrail/gateway/";
  private static final String PLUGIN = "engine/src/test/java/dev/keeptrail/engine/plugin/";

  private static final Map<String, String> TESTS = new LinkedHashMap<>();

  static {
    String repetitions = GATEWAY + "repetition/RepetitionSettingsTest.java#settingsOfThePackCount";
    TESTS.put("bot-detector.fingerprint_fields", repetitions);
    TESTS.put("bot-detector.profile_window_seconds", repetitions);
    TESTS.put("bot-detector.similarity_threshold", repetitions);
    String pages = GATEWAY + "ContentExtractionIT.java#";
    TESTS.put("content-extractor.allow_hosts", pages + "aRequestThatNamesNoneAsksNobody");
    TESTS.put("content-extractor.timeout_ms", pages + "whatCannotBeHadIsBlockedOrRecorded");
    TESTS.put("content-extractor.max_bytes", pages + "longPagesAreCut");
    TESTS.put(
        "content-extractor.fetch_urls",
        GATEWAY + "extraction/ContentExtractionTest.java#nothingIsFetchedWhereThePackSaysSo");
    String embedding = PLUGIN + "EmbeddingDetectorTest.java#";
    String another = embedding + "anotherReferenceModelOrServiceIsAnotherCategory";
    TESTS.put("embedding-detector.backend", another);
    TESTS.put("embedding-detector.model", another);
    TESTS.put("embedding-detector.endpoint", another);
    TESTS.put("embedding-detector.api_key", embedding + "whatCannotWorkIsSaidWhenThePlanIsLoaded");
    TESTS.put("embedding-detector.timeout_ms", embedding + "theTimeLimitIsThatOfThePack");
    String reviews = GATEWAY + "FlaggedReviewIT.java#";
    String decides = reviews + "theJudgeIsAskedAboutMaskedTextAndDecides";
    TESTS.put("flagged-review.provider.name", reviews + "theJudgeIsSomebodyElse");
    TESTS.put("flagged-review.provider.endpoint", reviews + "theJudgeIsSomebodyElse");
    TESTS.put("flagged-review.provider.model", decides);
    TESTS.put("flagged-review.provider.secret_key_ref", decides);
    TESTS.put(
        "flagged-review.provider.timeout_ms", reviews + "aJudgeThatDoesNotAnswerIsNotWaitedFor");
    TESTS.put("flagged-review.recursion_depth_max", reviews + "aJudgeBehindThisGatewayIsNotJudged");
    TESTS.put("flagged-review.provider_isolation", reviews + "theJudgeIsSomebodyElse");
    TESTS.put("flagged-review.rationale_capture", reviews + "whatIsNoOpinionHoldsTheAnswerBack");
    String consents = GATEWAY + "ConsentIT.java#";
    TESTS.put(
        "gdpr-compliance.consent_header", consents + "withoutAServiceAnyConsentInTheHeaderCounts");
    TESTS.put(
        "gdpr-compliance.consent_verification_endpoint",
        consents + "consentsAreAskedAfterAndFailClosed");
    TESTS.put(
        "human-oversight.timeout_seconds",
        GATEWAY + "EscalationsIT.java#anEscalationLivesAsLongAsItsPolicySays");
    String metadata =
        "engine/src/test/java/dev/keeptrail/engine/kind/bundled/PiiDetectorTest.java"
            + "#metadataCanBeLeftOutOfTheRecord";
    TESTS.put("hipaa-phi-detector.redaction.include_metadata", metadata);
    TESTS.put("pii-detector.redaction.include_metadata", metadata);
    TESTS.put("rules.redaction.include_metadata", metadata);
    TESTS.put(
        "tool-security.fail_closed",
        "engine/src/test/java/dev/keeptrail/engine/FaultTest.java"
            + "#whatFailsClosedBlocksWhereTheRestFailsOpen");
  }

  private ElsewhereShown() {}

  /** File and method of the test that shows a setting, with a {@code #} between them. */
  static Optional<String> test(String setting) {
    return Optional.ofNullable(TESTS.get(setting));
  }

  static Stream<String> settings() {
    return TESTS.keySet().stream();
  }

  /** Class and method, for readers. */
  static String name(String setting) {
    String test = TESTS.getOrDefault(setting, "");
    return test.substring(test.lastIndexOf('/') + 1).replace(".java#", ".");
  }
}
