"""Calendar dates, periods and clock times: found, read, valued."""
