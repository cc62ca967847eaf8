package dev.keeptrail.ledger.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The tree against its definition (RFC 9162, 2.1.1), and proofs against every tree they may be of.
 */
final class MerkleProperties {
  private static List<Hash> leaves(int size) {
    List<Hash> leaves = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      leaves.add(Hash.ofLeaf(("event " + at).getBytes(StandardCharsets.UTF_8)));
    }
    return leaves;
  }

  private static Hash defined(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.ofNothing();
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return Hash.ofNode(
        defined(leaves.subList(0, split)), defined(leaves.subList(split, leaves.size())));
  }

  private static CompactTree compact(List<Hash> leaves) {
    CompactTree tree = CompactTree.EMPTY;
    for (Hash leaf : leaves) {
      tree = tree.add(leaf);
    }
    return tree;
  }

  private static Subtrees<RuntimeException> subtrees(List<Hash> leaves) {
    return (height, position) -> {
      int from = (int) (position << height);
      return defined(leaves.subList(from, from + (1 << height)));
    };
  }

  /** Roots that the authors of Certificate Transparency publish for these leaves. */
  @Example
  void rootsAreThoseOfOthers() {
    List<Hash> leaves = new ArrayList<>();
    for (String hex : List.of("", "00", "10", "2021", "3031", "40414243")) {
      leaves.add(Hash.ofLeaf(HexFormat.of().parseHex(hex)));
    }
    leaves.add(Hash.ofLeaf(HexFormat.of().parseHex("5051525354555657")));
    leaves.add(Hash.ofLeaf(HexFormat.of().parseHex("606162636465666768696a6b6c6d6e6f")));

    assertThat(compact(leaves.subList(0, 0)).root().toString())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(compact(leaves.subList(0, 1)).root().toString())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(compact(leaves.subList(0, 7)).root().toString())
        .isEqualTo("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    assertThat(compact(leaves).root().toString())
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Property(tries = 100)
  void growsToWhatIsDefined(@ForAll @IntRange(max = 300) int size) {
    List<Hash> leaves = leaves(size);
    assertThat(compact(leaves).root()).isEqualTo(defined(leaves));
    assertThat(Proofs.compact(subtrees(leaves), size)).isEqualTo(compact(leaves));
  }

  /** What a ledger keeps beside its events, so that proofs need not read them all. */
  @Property(tries = 40)
  void everySubtreeIsSaidOnceItIsComplete(
      @ForAll @IntRange(max = 70) int size, @ForAll @IntRange(max = 70) int more) {
    List<Hash> leaves = leaves(size + more);
    Subtrees<RuntimeException> defined = subtrees(leaves);
    Set<String> said = new HashSet<>();
    var tree = new GrowingTree(compact(leaves.subList(0, size)));
    for (Hash leaf : leaves.subList(size, size + more)) {
      tree.add(
          leaf,
          (height, position, hash) -> {
            assertThat(hash).isEqualTo(defined.hash(height, position));
            assertThat(said.add(height + " " + position)).isTrue();
          });
    }

    assertThat(tree.compact()).isEqualTo(compact(leaves));
    assertThat(said).hasSize(subtreesOf(size + more) - subtreesOf(size));
  }

  private static int subtreesOf(int leaves) {
    int complete = 0;
    for (int width = 1; width <= leaves; width *= 2) {
      complete += leaves / width;
    }
    return complete;
  }

  @Property(tries = 60)
  void everyLeafIsProvedAndNoOther(@ForAll @IntRange(min = 1, max = 70) int size) {
    List<Hash> leaves = leaves(size);
    Hash root = defined(leaves);
    for (int index = 0; index < size; index++) {
      List<Hash> path = Proofs.inclusion(subtrees(leaves), index, size);
      assertThat(Proofs.root(leaves.get(index), index, size, path)).contains(root);
      for (int other = 0; other < size; other++) {
        if (other != index) {
          assertThat(Proofs.root(leaves.get(index), other, size, path).filter(root::equals))
              .isEmpty();
        }
      }
      List<Hash> longer = new ArrayList<>(path);
      longer.add(root);
      assertThat(Proofs.root(leaves.get(index), index, size, longer)).isEmpty();
    }
  }

  @Property(tries = 60)
  void everyBeginningIsProvedAndNoOther(@ForAll @IntRange(min = 1, max = 60) int size) {
    List<Hash> leaves = leaves(size);
    Hash root = defined(leaves);
    for (int before = 0; before <= size; before++) {
      List<Hash> proof = Proofs.consistency(subtrees(leaves), before, size);
      Hash rootBefore = defined(leaves.subList(0, before));
      assertThat(Proofs.isConsistent(before, rootBefore, size, root, proof)).isTrue();
      List<Hash> longer = new ArrayList<>(proof);
      longer.add(root);
      assertThat(Proofs.isConsistent(before, rootBefore, size, root, longer)).isFalse();
      Hash another = Hash.ofNode(root, root);
      assertThat(Proofs.isConsistent(before, another, size, root, proof)).isFalse();
      assertThat(Proofs.isConsistent(size + 1L, another, size, root, proof)).isFalse();
      if (before < size) {
        assertThat(Proofs.isConsistent(before, root, size, root, proof)).isFalse();
      }
      if (before > 0 && before < size) {
        assertThat(Proofs.isConsistent(before, rootBefore, size, rootBefore, proof)).isFalse();
        assertThat(
                Proofs.isConsistent(
                    before, rootBefore, size, root, proof.subList(0, proof.size() - 1)))
            .isFalse();
      }
    }
  }
}
