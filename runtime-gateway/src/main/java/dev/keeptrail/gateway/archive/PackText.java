package dev.keeptrail.gateway.archive;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackReader;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredPack;
import dev.keeptrail.ledger.event.DecisionEvent.PolicyResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a pack that was in force, and where policies and rules stand in them. Never those of
 * another pack: what a text means today is compared with the plan that was recorded. Immutable.
 */
public final class PackText {
  /** More files than this have too many orders to try where the trail does not say theirs. */
  private static final int MAX_LAYERS = 4;

  private final @Nullable CompiledPack compiled;
  private final Standing standing;

  /** How the texts stand to what was in force. */
  public enum Standing {
    IN_FORCE("in the pack that was in force"),
    READ_OTHERWISE(
        "in the text of that pack, which this version of Keeptrail reads to another plan"),
    UNREADABLE("the texts of the pack are kept, and this version of Keeptrail cannot read them"),
    NOT_KEPT("the texts of the pack were not kept");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * Finds the pack's own file among its texts, or the files that were laid over each other: those
   * whose plan is the pack's.
   *
   * @param compiler of what this installation can do
   * @param layers the files that were laid over each other; null where the trail names none
   */
  private PackText(PackCompiler compiler, StoredPack pack, @Nullable List<String> layers) {
    CompiledPack found = null;
    boolean exact = false;
    for (List<String> files : layers == null ? candidates(pack) : List.of(layers)) {
      if (exact) {
        break;
      }
      CompiledPack read =
          compiler.compileLayers(
              files.stream().map(file -> reading(pack, file)).toList(),
              SourceFiles.inMemory(pack.sources()));
      PackPlan plan = read.plan();
      if (plan != null) {
        exact = isInForce(plan, pack);
        found = exact || files.size() == 1 || layers != null ? read : found;
      }
    }
    this.compiled = found;
    this.standing = standing(pack, found != null, exact);
  }

  /** The texts of a pack, in the order of files that the trail says. */
  public static PackText of(PackCompiler compiler, EventReader reader, StoredPack pack)
      throws LedgerException {
    return new PackText(compiler, pack, PackLayers.of(reader, pack).orElse(null));
  }

  private static Standing standing(StoredPack pack, boolean found, boolean exact) {
    if (pack.sources().isEmpty()) {
      return Standing.NOT_KEPT;
    }
    if (!found) {
      return Standing.UNREADABLE;
    }
    return exact ? Standing.IN_FORCE : Standing.READ_OTHERWISE;
  }

  /** Whether the decision might be another one without what this policy said. */
  public static boolean matters(PolicyResult result) {
    return !result.action().equals("allow") || result.status().equals("faulted");
  }

  private static SourceReading reading(StoredPack pack, String name) {
    return new SourceReading.Decoded(new SourceText(name, pack.sources().getOrDefault(name, "")));
  }

  /**
   * What the pack may have been made of, where the trail does not say it: each text alone, then few
   * of them in any order, because entries of the trail can be pruned.
   */
  private static List<List<String>> candidates(StoredPack pack) {
    List<String> documents =
        pack.sources().keySet().stream().filter(name -> !PackReader.isText(name)).toList();
    List<List<String>> candidates = new ArrayList<>();
    pack.sources().keySet().forEach(name -> candidates.add(List.of(name)));
    List<List<String>> chosen = documents.stream().map(List::of).toList();
    for (int size = 2; size <= documents.size() && documents.size() <= MAX_LAYERS; size++) {
      chosen = longer(chosen, documents);
      candidates.addAll(chosen);
    }
    return candidates;
  }

  private static List<List<String>> longer(List<List<String>> chosen, List<String> documents) {
    List<List<String>> longer = new ArrayList<>();
    for (List<String> below : chosen) {
      for (String above : documents) {
        if (!below.contains(above)) {
          List<String> layers = new ArrayList<>(below);
          layers.add(above);
          longer.add(layers);
        }
      }
    }
    return longer;
  }

  /**
   * Whether texts say what was in force, be it that {@code --simulate} or {@code --upstream} had
   * somebody else answer for their targets.
   */
  private static boolean isInForce(PackPlan plan, StoredPack pack) {
    if (PlanDigest.of(plan).equals(pack.digest())) {
      return true;
    }
    try {
      List<ProviderPlan> targets = PlanReader.read(pack.plan()).providers();
      return PlanDigest.of(new PackPlan(plan.pack(), targets, plan.chain(), plan.gateway()))
          .equals(pack.digest());
    } catch (PlanFormatException unknown) {
      // Of a version with other plans, whose texts this one cannot compare.
      return false;
    }
  }

  /** How the texts stand to what was in force. */
  public Standing standing() {
    return standing;
  }

  /**
   * The places of the rules that fired; of the policy where they are its kind's own. None where
   * there are no texts to look in.
   */
  public List<Span> places(String policy, List<String> rules) {
    CompiledPack read = compiled;
    if (read == null) {
      return List.of();
    }
    List<Span> places = new ArrayList<>();
    for (RuleSource rule : read.rules()) {
      if (rule.policy().equals(policy) && rules.contains(rule.decl().name().text())) {
        places.add(rule.decl().name().span());
      }
    }
    if (places.isEmpty()) {
      places.addAll(policy(read, policy));
    }
    return places;
  }

  private static List<Span> policy(CompiledPack read, String policy) {
    List<Span> places = new ArrayList<>();
    for (PackFile file : read.files()) {
      for (PolicyDecl declared : file.policies()) {
        if (declared.name().text().equals(policy)) {
          places.add(declared.name().span());
        }
      }
      ChainDecl chain = file.chain();
      if (chain != null && places.isEmpty()) {
        chain.entries().stream()
            .filter(entry -> entry.text().equals(policy))
            .map(NameDecl::span)
            .forEach(places::add);
      }
    }
    return places;
  }
}
