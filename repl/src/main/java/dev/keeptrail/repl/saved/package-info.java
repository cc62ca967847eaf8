/** Tests of packs that are made of captured exchanges. */
@NullMarked
package dev.keeptrail.repl.saved;

import org.jspecify.annotations.NullMarked;
