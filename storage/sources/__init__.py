"""Order sources, the way out: reads orders at the vendors, finds missed ones, and writes the stage back."""
