package dev.keeptrail.detectors.personal;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers a country gives out: what the library of numbering plans knows, asked in tables of
 * our own. The library runs a dozen regular expressions for each number, and that is most of what
 * telephone numbers cost. Safe to share.
 */
final class NumberingPlan {
  private static final Map<String, NumberingPlan> PLANS = new ConcurrentHashMap<>();

  private final Range general;
  private final List<Range> kinds;
  private final @Nullable Range leading;

  private NumberingPlan(PhoneMetadata plan) {
    this.general = new Range(plan.getGeneralDesc());
    this.kinds =
        Stream.of(
                plan.getFixedLine(),
                plan.getMobile(),
                plan.getTollFree(),
                plan.getPremiumRate(),
                plan.getSharedCost(),
                plan.getVoip(),
                plan.getPersonalNumber(),
                plan.getPager(),
                plan.getUan(),
                plan.getVoicemail())
            .filter(kind -> !kind.getNationalNumberPattern().isEmpty())
            .map(Range::new)
            .toList();
    this.leading = plan.hasLeadingDigits() ? new Range(plan.getLeadingDigits(), 0) : null;
  }

  /** The plan of a country by its ISO code, read when it is first asked for. */
  static NumberingPlan of(String region) {
    return PLANS.computeIfAbsent(
        region,
        name ->
            new NumberingPlan(
                DefaultMetadataDependenciesProvider.getInstance()
                    .getPhoneNumberMetadataSource()
                    .getMetadataForRegion(name)));
  }

  /** Whether the number, without what is dialled before it, is in a range that is given out. */
  boolean isValid(String national) {
    if (!general.matches(national)) {
      return false;
    }
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).matches(national)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the number is this country's, of several that share a code: some countries are told by
   * their first digits.
   */
  boolean isItsOwn(String national) {
    return leading == null ? isValid(national) : leading.begins(national);
  }

  /** Numbers of some lengths in a pattern, whose table is made when it is first asked for. */
  private static final class Range {
    private final String pattern;

    /** A bit for each length; 0 for any. */
    private final long lengths;

    private volatile @Nullable DigitPattern table;

    Range(PhoneNumberDesc numbers) {
      this(numbers.getNationalNumberPattern(), lengths(numbers.getPossibleLengthList()));
    }

    Range(String pattern, long lengths) {
      this.pattern = pattern;
      this.lengths = lengths;
    }

    /** One of -1 says that there are no such numbers; it leaves a bit that no length has. */
    private static long lengths(List<Integer> possible) {
      long lengths = 0;
      for (int length : possible) {
        lengths |= 1L << length;
      }
      return lengths;
    }

    boolean matches(String digits) {
      return (lengths == 0 || (lengths >>> digits.length() & 1) != 0) && table().matches(digits);
    }

    boolean begins(String digits) {
      return table().begins(digits);
    }

    private DigitPattern table() {
      DigitPattern made = table;
      if (made == null) {
        made = DigitPattern.of(pattern);
        table = made;
      }
      return made;
    }
  }
}
