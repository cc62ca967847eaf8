package dev.keeptrail.engine.kind.bundled;

import java.util.List;

/**
 * How courts and those before them write numbers of cases, and how names of parties stand in a
 * caption. The forms are those in use, the patterns our own; capitals count in names only.
 */
final class CasePatterns {
  private static final String COURT_TYPES = "(cv|cr|mc|md|mj|bk|ap|po|civ|crim)";

  /** A word that begins with a capital, or a short one that stands between such. */
  private static final String WORD = "(?-i:[A-Z])[\\w'.&-]{1,30}";

  private static final String NAME =
      WORD + "(,? (of |the |and |& |de |von |van )?" + WORD + "){0,5}";

  private static final String VERSUS = NAME + " v(s?\\.|\\.?) " + NAME;

  /**
   * With the words that announce them, and bare where the form leaves no doubt. Texts are searched
   * in their normal form, in which {@code º} is an {@code o}.
   */
  static final List<String> CASE_NUMBERS =
      List.of(
          "\\b(case|cause|index|action|petition|claim)( file)? ?(numbers?|nos?|nr|#)\\.?[ :#]{0,3}"
              + "([a-z]{1,4}[ -]?)?[0-9][0-9a-z:/.-]{0,24}[0-9a-z]",
          "\\bcase [0-9]{1,2}:[0-9]{2}-[a-z]{2}-[0-9]{2,6}[0-9a-z-]{0,16}",
          "\\b[0-9]:[0-9]{2}-" + COURT_TYPES + "-[0-9]{3,6}(-[a-z]{2,4}){0,3}\\b",
          "\\b[0-9]{2,4}-" + COURT_TYPES + "-[0-9]{3,7}(-[a-z]{2,4}){0,3}\\b",
          "\\b(az|aktenzeichen|geschäftszeichen|gz)\\.?[ :]{0,3}[0-9ivx]{1,4} ?[a-z]{1,5} ?[0-9]{1,6}/[0-9]{2,4}\\b",
          "\\b(case|cases|rechtssache|affaire|asunto|causa|zaak) [ctf][-‑][0-9]{1,4}/[0-9]{2}( p)?\\b",
          "\\b(n° rg|rg n°|rg no|numéro de rg|rg)[ :]{1,3}[0-9]{2,4}/[0-9]{3,6}\\b",
          "\\bpourvoi n°? ?[0-9]{2}-[0-9]{2}\\.?[0-9]{3}\\b",
          "\\b(autos|procedimiento|expediente|rollo)( ordinario| abreviado)? (n\\.?[o°]|núm\\.?) ?[0-9]{1,6}/[0-9]{2,4}\\b",
          "\\[(19|20)[0-9]{2}\\] (uksc|ukpc|ewca( civ| crim)?|ewhc|csih|niqb) [0-9]{1,5}( \\([a-z]{2,8}\\))?");

  static final List<String> DOCKET_NUMBERS =
      List.of(
          "\\bdocket (entry )?(numbers?|nos?|#)?\\.?[ :#]{0,3}([a-z]{1,4}[ -]?)?[0-9][0-9a-z:/.-]{0,24}[0-9a-z]",
          "\\b(dkt|ecf)\\.? (numbers?|nos?|#)?\\.? ?#?[0-9][0-9-]{0,12}",
          "\\b[0-9]:[0-9]{2}-" + COURT_TYPES + "-[0-9]{3,6}(-[a-z]{2,4}){0,3}\\b",
          "\\b[0-9]{2,4}-" + COURT_TYPES + "-[0-9]{3,7}(-[a-z]{2,4}){0,3}\\b");

  /** Beside words of procedure: sports and versions of programs are written alike. */
  static final List<String> PARTY_NAMES =
      List.of(
          "\\b(plaintiffs?|defendants?|petitioners?|respondents?|appellants?|appellees?|claimants?"
              + "|kläger|klägerin|beklagter?|beklagten|demandeur|demanderesse|défendeur|défenderesse|demandante|demandado|demandada)"
              + "[,:]? ((mr|mrs|ms|dr|herr|frau|m|mme|sr|sra)\\.? )?"
              + NAME,
          "\\b(case|matter|lawsuit|suit|action|litigation|proceedings|complaint|appeal|decision|judgment|ruling)"
              + "( of| in| between| titled| styled| captioned| entitled)?[ :]{1,2}"
              + VERSUS,
          VERSUS
              + ",? (no\\.|case|[0-9]{1,4} (u\\.s\\.|f\\.|s\\. ?ct|so\\.|a\\.|p\\.|n\\.)|\\[[0-9]{4}\\]|\\([^)]{0,40}[0-9]{4}\\))",
          "\\b(in re|in the matter of|ex parte|estate of)[: ]{1,2}" + NAME);

  private CasePatterns() {}
}
