/**
 * The YAML front-end: text to nodes with places, nodes to the pack tree. The only user of Jackson
 * YAML.
 */
@NullMarked
package dev.keeptrail.language.yaml;

import org.jspecify.annotations.NullMarked;
