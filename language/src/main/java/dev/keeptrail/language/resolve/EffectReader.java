package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.UnknownKey;
import dev.keeptrail.language.resolve.TemplateReader.TemplateDecl;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.OtherVerb;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.EffectDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads verb, reason code and options of effects. */
final class EffectReader {
  private static final int MAX_TAGS = 20;
  private static final int MAX_NAME = 128;

  private final Problems problems;
  private final TemplateReader templates;

  EffectReader(Problems problems, TemplateReader templates) {
    this.problems = problems;
    this.templates = templates;
  }

  /**
   * @param place the effect's path
   * @param reason the reason code when the effect gives none
   */
  EffectDraft read(EffectDecl effect, String place, String reason) {
    Optional<Verb> verb = Verb.named(effect.verb().text());
    if (verb.isEmpty()) {
      reportVerb(effect, place);
    }
    TextDecl code = effect.reason();
    Options options = new Options(place);
    for (FieldDecl option : effect.options().fields()) {
      options.read(option, verb.orElse(null));
    }
    verb.ifPresent(known -> options.require(known, effect));
    return new EffectDraft(
        effect.span(),
        verb.orElse(null),
        effect.targets(),
        code == null ? constant(effect.span(), reason) : templates.read(code, place + ".reason"),
        options.message,
        options.replacement,
        options.assignee,
        options.tags);
  }

  /** The reason code of a rule that gives none. */
  static String defaultReason(String policy, String rule) {
    return part(policy) + "." + part(rule);
  }

  private static String part(String name) {
    var part = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
        part.setCharAt(i, '_');
      }
    }
    return part.toString();
  }

  private static TemplateDecl constant(Span span, String text) {
    return new TemplateDecl(span, List.of(new TemplateReader.PartDecl.Text(text)));
  }

  private void reportVerb(EffectDecl effect, String place) {
    String word = effect.verb().text();
    if (word.isEmpty()) {
      return;
    }
    problems.add(
        DiagnosticCode.UNKNOWN_VERB,
        effect.verb().span(),
        place,
        "unknown verb " + Quoted.word(word),
        OtherVerb.meant(word)
            .map(meant -> "did you mean " + Quoted.word(meant) + "?")
            .orElseGet(() -> Wording.choice(word, Verb.words(), "verbs")));
  }

  /** The options of one effect. */
  private final class Options {
    private final String place;
    private final Map<String, TemplateDecl> tags = new LinkedHashMap<>();
    private @Nullable TemplateDecl message;
    private @Nullable TemplateDecl replacement;
    private @Nullable Assignee assignee;
    private boolean replacementWritten;

    Options(String place) {
      this.place = place;
    }

    void read(FieldDecl option, @Nullable Verb verb) {
      if (verb != null && !verb.options().contains(option.name())) {
        problems.add(UnknownKey.of(option.span(), place, option.name(), verb.options()));
        return;
      }
      String path = place + "." + option.name();
      switch (option.name()) {
        case "message" -> message = template(option.value(), path);
        case "replacement" -> {
          replacementWritten = true;
          replacement = template(option.value(), path);
        }
        case "assign" -> assignee = assignee(option.value(), path);
        case "tags" -> tags(option.value(), path);
        default -> {
          // The verb is unknown, and with it what it could take.
        }
      }
    }

    private @Nullable TemplateDecl template(ValueDecl value, String path) {
      return switch (value) {
        case ValueDecl.Text(Span span, String text) ->
            templates.read(new TextDecl(span, text), path);
        case ValueDecl.Invalid _ -> null;
        case ValueDecl.Bool _, ValueDecl.Int _, ValueDecl.Decimal _ ->
            wrongType(value, path, "a text", "put it in quotes");
        case ValueDecl.Nothing _, ValueDecl.Sequence _, ValueDecl.Mapping _ ->
            wrongType(value, path, "a text", null);
      };
    }

    private @Nullable TemplateDecl wrongType(
        ValueDecl value, String path, String expected, @Nullable String hint) {
      problems.add(
          DiagnosticCode.WRONG_TYPE,
          value.span(),
          path,
          Quoted.word(path.substring(path.lastIndexOf('.') + 1))
              + " must be "
              + expected
              + ", not "
              + value.describe(),
          hint);
      return null;
    }

    private @Nullable Assignee assignee(ValueDecl value, String path) {
      if (value instanceof ValueDecl.Invalid) {
        return null;
      }
      if (value instanceof ValueDecl.Mapping(_, List<FieldDecl> fields)
          && fields.size() == 1
          && fields.getFirst().value() instanceof ValueDecl.Text(_, String name)
          && !name.isBlank()
          && name.length() <= MAX_NAME) {
        for (Assignee.Kind kind : Assignee.Kind.values()) {
          if (kind.word().equals(fields.getFirst().name())) {
            return new Assignee(kind, name);
          }
        }
      }
      problems.add(
          DiagnosticCode.INVALID_ASSIGNEE,
          value.span(),
          path,
          "`assign` names one team or one user",
          "write `assign: { team: treasury }` or `assign: { user: ada }`");
      return null;
    }

    private void tags(ValueDecl value, String path) {
      if (value instanceof ValueDecl.Invalid) {
        return;
      }
      if (!(value instanceof ValueDecl.Mapping(_, List<FieldDecl> fields))) {
        wrongType(value, path, "a mapping", "write `tags: { name: \"value\" }`");
        return;
      }
      if (fields.size() > MAX_TAGS) {
        problems.add(
            DiagnosticCode.TOO_MANY_ENTRIES,
            value.span(),
            path,
            "`tags` has " + fields.size() + " entries, more than " + MAX_TAGS);
        return;
      }
      for (FieldDecl tag : fields) {
        if (!isTagName(tag.name())) {
          problems.add(
              DiagnosticCode.INVALID_NAME,
              tag.span(),
              path,
              Quoted.word(tag.name()) + " is no name for a tag",
              "1 to 64 letters, digits, `-`, `_` and `.`");
          continue;
        }
        TemplateDecl template = template(tag.value(), path + "." + tag.name());
        if (template != null) {
          tags.put(tag.name(), template);
        }
      }
    }

    private static boolean isTagName(String name) {
      return !name.isEmpty()
          && name.length() <= 64
          && name.chars()
              .allMatch(c ->
                  (c >= 'a' && c <= 'z')
                      || (c >= 'A' && c <= 'Z')
                      || (c >= '0' && c <= '9')
                      || c == '-'
                      || c == '_'
                      || c == '.');
    }

    void require(Verb verb, EffectDecl effect) {
      if (!effect.options().complete()) {
        return;
      }
      boolean tagsWritten =
          effect.options().fields().stream().anyMatch(field -> field.name().equals("tags"));
      if (verb == Verb.REWRITE && !replacementWritten) {
        missing("replacement", "`replacement: \"...\"`", effect);
      }
      if (verb == Verb.TAG && !tagsWritten) {
        missing("tags", "`tags: { name: \"value\" }`", effect);
      }
    }

    private void missing(String option, String example, EffectDecl effect) {
      problems.add(
          DiagnosticCode.MISSING_KEY,
          effect.verb().span(),
          place + "." + option,
          Quoted.word(effect.verb().text()) + " needs " + Quoted.word(option),
          "add " + example);
    }
  }
}
