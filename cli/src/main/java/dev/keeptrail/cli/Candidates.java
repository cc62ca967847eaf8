package dev.keeptrail.cli;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.kind.KindSchema;
import java.util.Iterator;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a shell offers behind options whose words are known, or most of them; unlike {@link Words},
 * these refuse nothing. Looked up when a completion script is made, never when a command runs:
 * picocli makes these with each command.
 */
abstract sealed class Candidates implements Iterable<String> {
  private Candidates() {}

  /** Policies mostly have the name of their kind; a pack may have others. */
  static final class PolicyNames extends Candidates {
    @Override
    public Iterator<String> iterator() {
      return PolicyKinds.installed().schemas().stream().map(KindSchema::name).sorted().iterator();
    }
  }

  /** Categories of findings, and the branches that they stand in. */
  static final class Categories extends Candidates {
    @Override
    public Iterator<String> iterator() {
      var all = new TreeSet<String>();
      for (String category : Detectors.categories()) {
        for (int dot = category.indexOf('.'); dot >= 0; dot = category.indexOf('.', dot + 1)) {
          all.add(category.substring(0, dot));
        }
        all.add(category);
      }
      return all.iterator();
    }
  }

  /** Codes of problems. */
  static final class Codes extends Candidates {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(DiagnosticCode.values()).map(DiagnosticCode::code).iterator();
    }
  }

  /** The templates of {@code kt init}. */
  static final class Templates extends Candidates {
    @Override
    public Iterator<String> iterator() {
      return PackTemplate.words().iterator();
    }
  }

  /** What {@code kt help} has a page of: commands by their first word, topics, and codes. */
  static final class Pages extends Candidates {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(
              // WHY: `kt proxy` only says what it is called now, and help does not list it either.
              CommandList.COMMANDS.stream()
                  .map(CommandNode::name)
                  .filter(name -> !name.equals("proxy")),
              HelpTopic.words().stream(),
              Stream.of(DiagnosticCode.values()).map(DiagnosticCode::code))
          .flatMap(words -> words)
          .iterator();
    }
  }
}
