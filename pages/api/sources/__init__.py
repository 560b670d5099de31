"""Order sources: one file a vendor, with its proof and the way its orders map to ours."""
