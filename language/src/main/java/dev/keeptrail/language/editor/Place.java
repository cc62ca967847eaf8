package dev.keeptrail.language.editor;

import dev.keeptrail.language.parse.Lexeme;
import dev.keeptrail.language.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be written where the cursor stands. */
sealed interface Place {
  /** Nothing that anyone could guess. */
  record Nowhere() implements Place {}

  /**
   * A key of a block.
   *
   * @param written the block's keys so far
   * @param also words of the grammar that may stand here too
   */
  record Key(Shape.Fields block, Set<String> written, List<String> also) implements Place {
    public Key {
      written = Set.copyOf(written);
      also = List.copyOf(also);
    }
  }

  /** A value of a setting. */
  record Value(Shape shape) implements Place {}

  /** One of these words of the grammar, each with what it is for. */
  record Keywords(Map<String, String> words) implements Place {}

  /** The name of a policy that runs. */
  record PolicyName(Set<String> written) implements Place {
    public PolicyName {
      written = Set.copyOf(written);
    }
  }

  /** The name of a policy kind, author-written rules included. */
  record KindName() implements Place {}

  /** A phase. */
  record PhaseName() implements Place {}

  /** A type of fact, as a test gives it. */
  record FactName() implements Place {}

  /** What an effect does. */
  record VerbName() implements Place {}

  /**
   * Inside an expression.
   *
   * @param before the expression from its start to the cursor
   * @param inString whether the cursor stands in a text
   * @param in what the expression is part of
   */
  record Expression(List<Lexeme> before, boolean inString, Owner in) implements Place {
    public Expression {
      before = List.copyOf(before);
    }
  }

  /** A fact that the effect of a rule acts on. */
  record Target(List<Lexeme> condition) implements Place {
    public Target {
      condition = List.copyOf(condition);
    }
  }

  /** Where an expression stands. */
  enum Owner {
    /** {@code when} of a rule in a text pack, which {@code then} may follow. */
    CONDITION,
    /** A definition, or a scalar of its own. */
    LONE
  }

  /**
   * A place and the word that is being written there.
   *
   * @param word the range of the word under the cursor; empty where none is begun
   */
  record Found(Place place, Range word) {}
}
