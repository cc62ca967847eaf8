/** Decision events: append, query, tail. Knows only the event model, never the engine. */
@NullMarked
package dev.keeptrail.ledger;

import org.jspecify.annotations.NullMarked;
