/** Files that one holder has at a time, among all threads and processes of a machine. */
@NullMarked
package dev.keeptrail.ledger.lock;

import org.jspecify.annotations.NullMarked;
