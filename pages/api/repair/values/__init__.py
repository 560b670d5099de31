"""Values: texts, numbers and times, and the names of fields, in the forms that senders write."""
