package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.kind.PackSettings;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/** Checks references to secrets. Never quotes a value: authors put the secret itself there. */
final class SecretReferenceChecker {
  private static final String SHAPE = "write `{env: NAME}`, `{file: /path}` or `{store: name}`";
  private static final List<String> KEYS = PackSettings.SECRET_KEYS;
  private static final int MAX_PATH_LENGTH = PackSettings.MAX_SECRET_PATH;

  private final Problems problems;

  SecretReferenceChecker(Problems problems) {
    this.problems = problems;
  }

  Optional<PlanValue> check(String path, ValueDecl value) {
    return switch (value) {
      case ValueDecl.Mapping mapping -> mapping(path, mapping);
      case ValueDecl.Text text -> {
        problems.add(
            DiagnosticCode.SECRET_AS_TEXT,
            text.span(),
            path,
            "a reference to a secret cannot be a plain text",
            SHAPE);
        yield Optional.empty();
      }
      default -> {
        problems.add(
            DiagnosticCode.WRONG_TYPE,
            value.span(),
            path,
            "a reference to a secret must be a mapping, not " + value.describe(),
            SHAPE);
        yield Optional.empty();
      }
    };
  }

  private Optional<PlanValue> mapping(String path, ValueDecl.Mapping mapping) {
    Optional<PlanValue> found = Optional.empty();
    int references = 0;
    for (FieldDecl field : mapping.fields()) {
      switch (field.name()) {
        case "env", "file", "store" -> {
          references++;
          found = reference(path, field);
        }
        default -> problems.add(UnknownKey.of(field.span(), path, field.name(), KEYS));
      }
    }
    if (mapping.fields().isEmpty()) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          mapping.span(),
          path,
          "a reference to a secret must say where it is",
          SHAPE);
    }
    if (references > 1) {
      problems.add(
          DiagnosticCode.CONFLICTING_KEYS,
          mapping.span(),
          path,
          "a reference to a secret must name one place only",
          SHAPE);
      return Optional.empty();
    }
    return found;
  }

  private Optional<PlanValue> reference(String path, FieldDecl field) {
    String fieldPath = path + "." + field.name();
    return switch (field.value()) {
      case ValueDecl.Invalid _ -> Optional.empty();
      case ValueDecl.Text text when field.name().equals("env") -> env(fieldPath, text);
      case ValueDecl.Text text when field.name().equals("store") -> store(fieldPath, text);
      case ValueDecl.Text text -> file(fieldPath, text);
      default -> {
        problems.add(
            DiagnosticCode.WRONG_TYPE,
            field.value().span(),
            fieldPath,
            "`" + field.name() + "` must be a text, not " + field.value().describe(),
            SHAPE);
        yield Optional.empty();
      }
    };
  }

  private Optional<PlanValue> env(String path, ValueDecl.Text text) {
    if (Names.isVariable(text.value())) {
      return Optional.of(new PlanValue.Secret(new SecretRef.Env(text.value())));
    }
    problems.add(
        DiagnosticCode.INVALID_NAME,
        text.span(),
        path,
        "this is not the name of an environment variable",
        "a name has letters, digits and `_`, and holds no secret itself");
    return Optional.empty();
  }

  private Optional<PlanValue> store(String path, ValueDecl.Text text) {
    if (Names.isId(text.value())) {
      return Optional.of(new PlanValue.Secret(new SecretRef.Store(text.value())));
    }
    problems.add(
        DiagnosticCode.INVALID_NAME,
        text.span(),
        path,
        "this is not the name of a secret in the store",
        Names.ID_HINT);
    return Optional.empty();
  }

  private Optional<PlanValue> file(String path, ValueDecl.Text text) {
    String file = text.value();
    boolean valid =
        !file.isBlank()
            && file.length() <= MAX_PATH_LENGTH
            && file.chars().noneMatch(Character::isISOControl);
    if (valid) {
      return Optional.of(new PlanValue.Secret(new SecretRef.File(file)));
    }
    problems.add(
        DiagnosticCode.INVALID_NAME, text.span(), path, "this is not the path of a file", SHAPE);
    return Optional.empty();
  }
}
