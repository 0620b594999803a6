# Writes chickweight.csv: Rscript make.R
chicks <- as.data.frame(datasets::ChickWeight)
chicks <- chicks[order(as.integer(as.character(chicks$Chick)), chicks$Time), ]
write.csv(
  data.frame(
    chick = paste0("chick-", chicks$Chick), diet = paste0("diet-", chicks$Diet),
    days = chicks$Time, weight = chicks$weight),
  "chickweight.csv", row.names = FALSE, quote = FALSE)
