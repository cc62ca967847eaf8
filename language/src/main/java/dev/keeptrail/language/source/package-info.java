/** Source texts and positions in them: offsets in the tree, lines only when something is shown. */
@NullMarked
package dev.keeptrail.language.source;

import org.jspecify.annotations.NullMarked;
