package dev.keeptrail.language.resolve;

import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pack with everything that it imports.
 *
 * @param main the pack's own file
 * @param files all files, the pack's own first, then in the order in which they were first read
 * @param scopes what each file can name, in the order of the files
 * @param policies the policies that the chain can name, by name
 */
public record PackSources(
    PackFile main, List<PackFile> files, List<Scope> scopes, Map<String, Policy> policies) {
  public PackSources {
    files = List.copyOf(files);
    scopes = List.copyOf(scopes);
    policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
  }

  /**
   * A policy, and the definitions that its rules can name.
   *
   * @param imported whether another file than the pack's own holds it
   */
  public record Policy(PolicyDecl decl, Scope scope, boolean imported) {}

  /** Whether all imports could be read, so that a name nobody knows is a mistake. */
  public boolean isComplete() {
    return scopes.stream().allMatch(Scope::isComplete);
  }
}
