package dev.keeptrail.language.layer;

import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PlanValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way in which a setting gets weaker, and the words for it. */
sealed interface Weakening {
  int NAMED = 3;

  /**
   * What is weaker about the setting; empty where nothing is, or nobody can tell.
   *
   * @param below its value in the layers below; null for none
   * @param above its value with the layer; null for none
   */
  Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above);

  /** One word is weaker than another, the laxest first. */
  record Ranked(List<String> words) implements Weakening {
    Ranked(String... words) {
      this(List.of(words));
    }

    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      if (!(below instanceof PlanValue.Text(String before))
          || !(above instanceof PlanValue.Text(String now))) {
        return Optional.empty();
      }
      int rank = words.indexOf(now);
      return rank >= 0 && rank < words.indexOf(before)
          ? Optional.of(both(Quoted.word(now), Quoted.word(before)))
          : Optional.empty();
    }
  }

  /** One word is weaker than all others. */
  record Becomes(String word) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      return above instanceof PlanValue.Text(String now)
              && now.equals(word)
              && below instanceof PlanValue.Text(String before)
              && !before.equals(word)
          ? Optional.of(both(Quoted.word(now), Quoted.word(before)))
          : Optional.empty();
    }
  }

  /** One word is stronger than all others, of which nobody can tell which is the weaker. */
  record Leaves(String word) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      return below instanceof PlanValue.Text(String before)
              && before.equals(word)
              && above instanceof PlanValue.Text(String now)
              && !now.equals(word)
          ? Optional.of(both(Quoted.word(now), Quoted.word(before)))
          : Optional.empty();
    }
  }

  /** A switch is weaker one way. */
  record Turns(boolean weaker) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      return isOn(above) == weaker && isOn(below) != weaker
          ? Optional.of(both("`" + weaker + "`", "`" + !weaker + "`"))
          : Optional.empty();
    }

    private static boolean isOn(@Nullable PlanValue value) {
      return value instanceof PlanValue.Bool(boolean on) && on;
    }
  }

  /** A larger number is weaker, and none at all where that means that there is no limit. */
  record Rises(boolean noneIsUnlimited) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      Double before = number(below);
      Double now = number(above);
      if (before == null) {
        return Optional.empty();
      }
      if (now == null) {
        return noneIsUnlimited
            ? Optional.of("is no limit here, and " + shown(before) + " in the layers below")
            : Optional.empty();
      }
      return now > before ? Optional.of(both(shown(now), shown(before))) : Optional.empty();
    }
  }

  /** A smaller number is weaker. */
  record Falls() implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      Double before = number(below);
      Double now = number(above);
      return before != null && now != null && now < before
          ? Optional.of(both(shown(now), shown(before)))
          : Optional.empty();
    }
  }

  /**
   * A list of what is looked for or refused is weaker without one of its entries.
   *
   * @param emptyIsAll whether the list limits, so that an empty one stands for everything
   */
  record Loses(Members members, boolean emptyIsAll) implements Weakening {
    Loses(Members members) {
      this(members, false);
    }

    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      PlanValue.Sequence before = list(below);
      PlanValue.Sequence now = list(above);
      if (emptyIsAll && now.items().isEmpty()) {
        return Optional.empty();
      }
      if (emptyIsAll && before.items().isEmpty()) {
        return Optional.of("limits here what the layers below do not");
      }
      List<String> lost = members.beyond(now, before);
      return lost.isEmpty()
          ? Optional.empty()
          : Optional.of("leaves out " + some(lost) + ", which the layers below list");
    }
  }

  /**
   * A list of what is let through is weaker with one more entry.
   *
   * @param noneIsAll whether everything is let through without the list
   */
  record Gains(Members members, boolean noneIsAll) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      if (noneIsAll && below == null) {
        return Optional.empty();
      }
      if (noneIsAll && above == null) {
        return Optional.of("is gone here, and limits what passes in the layers below");
      }
      List<String> gained = members.beyond(list(below), list(above));
      return gained.isEmpty()
          ? Optional.empty()
          : Optional.of("lets " + some(gained) + " pass here, which the layers below do not list");
    }
  }

  /** Limits by name: one that is gone is weaker. */
  record LosesNames() implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      List<String> lost = names(above, below);
      return lost.isEmpty()
          ? Optional.empty()
          : Optional.of("leaves out " + some(lost) + ", which the layers below limit");
    }
  }

  /**
   * Rights by role, which nobody else has: one more is weaker, and none are limits no more.
   *
   * @param least the word for what everybody may, so that a role with no more is no right; null for
   *     no such word
   */
  record GainsRoles(@Nullable String least) implements Weakening {
    @Override
    public Optional<String> of(@Nullable PlanValue below, @Nullable PlanValue above) {
      if (entries(below).entries().isEmpty()) {
        return Optional.empty();
      }
      if (entries(above).entries().isEmpty()) {
        return Optional.of("lists nobody here, and with that limits nobody");
      }
      List<String> gained =
          names(below, above).stream()
              .filter(name -> !isLeast(entries(entries(above).entries().get(name))))
              .toList();
      return gained.isEmpty()
          ? Optional.empty()
          : Optional.of("lists " + some(gained) + " here, which the layers below do not");
    }

    private boolean isLeast(PlanValue.Mapping role) {
      return least != null && role.entries().containsValue(new PlanValue.Text(least));
    }
  }

  /** The names of one mapping that another one does not have. */
  private static List<String> names(@Nullable PlanValue without, @Nullable PlanValue with) {
    PlanValue.Mapping other = entries(without);
    return entries(with).entries().keySet().stream()
        .filter(name -> !other.entries().containsKey(name))
        .toList();
  }

  private static PlanValue.Mapping entries(@Nullable PlanValue value) {
    return value instanceof PlanValue.Mapping mapping ? mapping : PlanValue.Mapping.EMPTY;
  }

  private static PlanValue.Sequence list(@Nullable PlanValue value) {
    return value instanceof PlanValue.Sequence list ? list : new PlanValue.Sequence(List.of());
  }

  private static @Nullable Double number(@Nullable PlanValue value) {
    return switch (value) {
      case PlanValue.Int(long whole) -> (double) whole;
      case PlanValue.Decimal(double number) -> number;
      case null, default -> null;
    };
  }

  private static String both(String now, String before) {
    return "is " + now + " here, and " + before + " in the layers below";
  }

  /** A number as an author would write it. */
  static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String some(List<String> words) {
    int more = words.size() - NAMED;
    return more > 0
        ? Quoted.words(words.subList(0, NAMED)) + " and " + more + " more"
        : Quoted.words(words);
  }
}
