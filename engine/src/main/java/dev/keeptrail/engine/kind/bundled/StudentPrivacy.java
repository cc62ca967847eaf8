package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import dev.keeptrail.engine.kind.LoweringContext;
import dev.keeptrail.engine.kind.PolicyKind;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.kind.StudentIdentifiers;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Masks or blocks what tells who a student is and what records say of one; turns children away. */
public final class StudentPrivacy implements PolicyKind<StudentPrivacy.Config> {
  static final String REDACTED = "student_privacy.redacted";
  static final String BLOCKED = "student_privacy.blocked";
  static final String UNDERAGE = "student_privacy.underage";

  private static final String NUMBER = "student_id";
  private static final String RECORD = "record";
  private static final String AGE = "underage";

  /** Numbers behind the words that schools and universities print on cards and forms. */
  private static final List<String> NUMBERS =
      List.of(
          "\\bstudent[ _-]?(id|number|no\\.?|identification( number)?|card number)[\"']?( is| was)?[ :#=\"']{1,5}[a-z]{0,3}-?[0-9]{4,12}\\b",
          "\\b(matrikelnummer|matrikel-?nr\\.?|schülernummer|schüler-?nr\\.?)( ist| lautet)?[ :#=\"']{1,5}[a-z]{0,3}-?[0-9]{4,12}\\b",
          "\\b(numéro|n°) (d['’]étudiant|étudiant|ine)( est)?[ :#=]{1,4}[0-9a-z]{6,12}\\b",
          "\\b(número|n[o°]) de (matrícula|expediente académico|estudiante)( es)?[ :#=]{1,4}[a-z]{0,3}-?[0-9]{4,12}\\b",
          "\\b(numero di matricola|matricola n\\.?|numer albumu|studentnummer)[ :#=]{1,4}[a-z]{0,3}-?[0-9]{4,12}\\b");

  private static final List<String> RECORDS =
      List.of(
          "\\b(gpa|grade point average)( is| of| was| fell to| dropped to)?[ :=]{1,3}[0-4]\\.[0-9]{1,2}\\b",
          "\\b(final|midterm|overall|semester|course|report card) grade( in [a-z ]{3,30})?( is| was| of)?[ :=]{1,3}((?-i:[A-DF])[+-]?([ .,;!?)]|$)|[0-9]{1,3} ?(%|percent|points|out of))");

  /** Where other words for years would follow ("years of experience"), the sentence must end. */
  private static final List<String> AGES =
      List.of(
          "\\bj['’]ai ([5-9]|1[0-2]) ans( et |[.,;!?]|$)",
          "\\btengo ([5-9]|1[0-2]) años( y |[.,;!?]|$)",
          "\\bho ([5-9]|1[0-2]) anni( e |[.,;!?]|$)",
          "\\btenho ([5-9]|1[0-2]) anos( e |[.,;!?]|$)");

  private static final KindSchema SCHEMA =
      new KindSchema(
          "student-privacy",
          Set.of(Phase.INPUT, Phase.OUTPUT),
          List.of(
              Fields.choice(
                  "action",
                  List.of("redact", "block"),
                  "redact",
                  "what happens to a text with an identifier or a record of a student in it"),
              Fields.bool(
                  "age_gate",
                  false,
                  "whether requests are refused in which users say that they are under thirteen")),
          Codes.of(
              UNDERAGE,
              "`age_gate` is on and a user says to be under thirteen",
              BLOCKED,
              "an identifier or a record of a student was found and the action is `block`",
              REDACTED,
              "an identifier or a record of a student was masked",
              "student_privacy.clean",
              "nothing of the kind was found",
              "student_privacy.fault",
              "a detector that the policy needs failed"),
          "masks or blocks what tells who a student is and what education records say of one");

  /** The block in typed form. */
  public record Config(boolean block, boolean ageGate) {}

  @Override
  public KindSchema schema() {
    return SCHEMA;
  }

  @Override
  public Config configure(Settings settings) {
    return new Config(settings.text("action").equals("block"), settings.bool("age_gate"));
  }

  @Override
  public PolicyLowering lower(Config config, LoweringContext context) {
    Vocabulary words = Vocabulary.of("student-privacy");
    List<UserPattern> patterns = new ArrayList<>();
    NUMBERS.forEach(
        number -> patterns.add(new UserPattern(context.ownCategory(NUMBER), "STUDENT_ID", number)));
    RECORDS.forEach(
        record -> patterns.add(new UserPattern(context.ownCategory(RECORD), "RECORD", record)));
    ScanRequest scan =
        new ScanRequest(new LinkedHashSet<>(StudentIdentifiers.ALL), patterns, List.of())
            .and(words.scan(List.of(RECORD), context, "RECORD", 0));
    List<Rule> rules = new ArrayList<>();
    if (config.ageGate()) {
      List<UserPattern> ages =
          AGES.stream().map(age -> new UserPattern(context.ownCategory(AGE), "AGE", age)).toList();
      scan =
          scan.and(new ScanRequest(Set.of(), ages, List.of()))
              .and(words.scan(List.of(AGE), context, "AGE", 0));
      rules.add(Rule.of("age", underage(context), new Effect.Block(UNDERAGE)));
    }
    List<String> roots = new ArrayList<>(StudentIdentifiers.ALL);
    roots.add(context.ownCategory(NUMBER));
    roots.add(context.ownCategory(RECORD));
    Effect effect = config.block() ? new Effect.Block(BLOCKED) : new Effect.Redact(REDACTED);
    rules.add(Rule.of("student", List.of(Conditions.finding(roots)), effect));
    return PolicyLowering.of(scan, rules);
  }

  /** Said by a user, in a request: what others say of children is no reason to turn them away. */
  private static List<Condition> underage(LoweringContext context) {
    return List.of(
        Condition.match(
            FactType.REQUEST, List.of(new Constraint.Equal("phase", Phase.INPUT.word()))),
        Conditions.finding(
            List.of(context.ownCategory(AGE)), new Constraint.Equal("role", "user")));
  }
}
