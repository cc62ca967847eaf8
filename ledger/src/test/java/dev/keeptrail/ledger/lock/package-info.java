@NullMarked
package dev.keeptrail.ledger.lock;

import org.jspecify.annotations.NullMarked;
