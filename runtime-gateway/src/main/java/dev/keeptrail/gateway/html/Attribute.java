package dev.keeptrail.gateway.html;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attribute. There are none that could run or style something, so that pages need no exception
 * from a policy that forbids both, and addresses never leave the site.
 *
 * @param value null for an attribute that says all by being there
 */
public record Attribute(String name, @Nullable String value) implements Part {
  private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction");

  public Attribute {
    boolean plain =
        !name.isEmpty()
            && name.chars()
                .allMatch(sign ->
                    (sign >= 'a' && sign <= 'z')
                        || (sign >= 'A' && sign <= 'Z')
                        || (sign >= '0' && sign <= '9')
                        || sign == '-');
    if (!plain || name.startsWith("on") || name.equals("style") || name.equals("srcdoc")) {
      throw new IllegalArgumentException("no page of ours has such an attribute");
    }
    if (ADDRESSES.contains(name) && (value == null || !staysHere(value))) {
      throw new IllegalArgumentException("an address must be one of this site");
    }
  }

  private static boolean staysHere(String address) {
    return address.startsWith("#")
        || address.startsWith("?")
        || (address.startsWith("/") && !address.startsWith("//") && !address.startsWith("/\\"));
  }
}
